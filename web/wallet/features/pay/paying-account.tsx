import { NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconCreditCard, IconTicket, IconWallet } from '@tabler/icons-react'
import { q, useWrite } from '#api/query.ts'
import type { PaymentAccount } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { useNotice } from '../../parts/notice.ts'
import { Section } from '../../parts/section.tsx'
import { localText } from '../../parts/words.ts'
import { usePayT } from './messages.ts'

/** From what it is paid, and which coupons will apply themselves. */
export function PayingAccount() {
  const t = usePayT()
  const accounts = useQuery(q('/v1/me/accounts'))
  return (
    <Loadable state={accounts} skeleton={<SkeletonRows count={2} />}>
      {({ items }) => {
        const paying = items.find(({ pays }) => pays)
        if (!paying)
          return (
            <Section title={t('account.title')} bare>
              <Text size="sm" mb="sm">
                {t('account.noneText')}
              </Text>
              <LinkRow to="/accounts/add" icon={<IconCreditCard size={24} aria-hidden />}>
                {t('account.add')}
              </LinkRow>
            </Section>
          )
        return (
          <>
            <Choice accounts={items} paying={paying} />
            <SelectedCoupons account={paying} />
          </>
        )
      }}
    </Loadable>
  )
}

function Choice({ accounts, paying }: { accounts: readonly PaymentAccount[]; paying: PaymentAccount }) {
  const t = usePayT()
  const { language } = useLanguage()
  const notice = useNotice()
  const choose = useWrite('post', '/v1/me/accounts/{accountId}/default', {
    stale: ['/v1/me/accounts'],
    onDone: () => notice(t('account.saved')),
  })
  const words = ({ label, balance, currency }: PaymentAccount) =>
    balance === null
      ? label
      : `${label}  ${t('account.balance', { amount: formatMoney(balance, currency, language) })}`
  return (
    <Section title={t('account.title')} bare>
      <Stack gap="xs">
        {accounts.length > 1 && (
          <NativeSelect
            aria-label={t('account.choose')}
            value={paying.id}
            disabled={choose.isPending}
            data={accounts.map((account) => ({ value: account.id, label: words(account) }))}
            onChange={(event) =>
              choose.mutate({ params: { path: { accountId: event.currentTarget.value } } })
            }
          />
        )}
        <LinkRow
          to="/accounts"
          icon={<IconWallet size={24} aria-hidden />}
          detail={accounts.length > 1 ? undefined : t('account.manage')}
        >
          {accounts.length > 1 ? t('account.manage') : words(paying)}
        </LinkRow>
        <ErrorLine error={choose.error} />
      </Stack>
    </Section>
  )
}

function SelectedCoupons({ account }: { account: PaymentAccount }) {
  const t = usePayT()
  const { language } = useLanguage()
  const selected = useQuery(
    q('/v1/me/accounts/{accountId}/coupons', { params: { path: { accountId: account.id } } }),
  )
  const usable = selected.data?.items.filter(({ state }) => state === 'usable') ?? []
  const names = usable.map(({ name }) => localText(name, language)).join('、')
  return (
    <Section title={t('coupons.title')} bare>
      <LinkRow
        to="/coupons/select/$accountId"
        params={{ accountId: account.id }}
        icon={<IconTicket size={24} aria-hidden />}
        detail={usable.length === 0 ? t('coupons.noneText') : names}
      >
        {usable.length === 0 ? t('coupons.none') : t('coupons.count', { count: usable.length })}
      </LinkRow>
    </Section>
  )
}
