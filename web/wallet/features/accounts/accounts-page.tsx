import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconBuildingBank, IconCreditCard, IconPlus } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import type { PaymentAccount } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { useAccountsT } from './messages.ts'

/** The accounts that a person can pay from, the one that pays first. */
export function AccountsPage() {
  const t = useAccountsT()
  const accounts = useQuery(q('/v1/me/accounts'))
  const add = (
    <Button
      leftSection={<IconPlus size={18} aria-hidden />}
      renderRoot={(props) => <Link to="/accounts/add" {...props} />}
    >
      {t('add')}
    </Button>
  )
  return (
    <>
      <BackLink to="/pay" />
      <PageHeader title={t('title')} description={t('lead')} />
      <Loadable state={accounts} skeleton={<SkeletonRows count={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<IconCreditCard size={48} stroke={1.4} />} title={t('empty')} actions={add}>
              {t('emptyText')}
            </EmptyState>
          ) : (
            <Stack gap="xs">
              {items.map((account) => (
                <Row key={account.id} account={account} />
              ))}
              <div>{add}</div>
            </Stack>
          )
        }
      </Loadable>
    </>
  )
}

function Row({ account }: { account: PaymentAccount }) {
  const t = useAccountsT()
  const { language } = useLanguage()
  const { id, kind, label, balance, currency, pays } = account
  const Icon = kind === 'deposit' ? IconBuildingBank : IconCreditCard
  const left = balance === null ? null : `${t('balance')} ${formatMoney(balance, currency, language)}`
  return (
    <LinkRow
      to="/accounts/$accountId"
      params={{ accountId: id }}
      icon={<Icon size={24} aria-hidden />}
      detail={[t(`kind.${kind}`), left].filter(Boolean).join(' · ')}
    >
      {label} {pays && <StatusBadge tone="good">{t('pays')}</StatusBadge>}
    </LinkRow>
  )
}
