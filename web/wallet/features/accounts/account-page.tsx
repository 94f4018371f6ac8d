import { Button, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { IconTicket } from '@tabler/icons-react'
import { q, useWrite } from '#api/query.ts'
import type { PaymentAccount } from '#api/types.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { useNotice } from '../../parts/notice.ts'
import { NotFoundPage } from '../../parts/other-pages.tsx'
import { Section } from '../../parts/section.tsx'
import classes from './accounts.module.css'
import { CloseAccount } from './close-account.tsx'
import { Entries } from './entries.tsx'
import { Mandates } from './mandates.tsx'
import { useAccountsT } from './messages.ts'
import { TopUp } from './top-up.tsx'

const route = getRouteApi('/frame/accounts/$accountId')

/** One account: what is on it, what may be taken from it without asking, and its end. */
export function AccountPage() {
  const { accountId } = route.useParams()
  const accounts = useQuery(q('/v1/me/accounts'))
  return (
    <>
      <BackLink to="/accounts" />
      <Loadable state={accounts} skeleton={<SkeletonCards count={2} height={200} />}>
        {({ items }) => {
          const account = items.find(({ id }) => id === accountId)
          return account ? <Account account={account} /> : <NotFoundPage />
        }}
      </Loadable>
    </>
  )
}

function Account({ account }: { account: PaymentAccount }) {
  const t = useAccountsT()
  const notice = useNotice()
  const { id, kind, label, balance, currency, pays, identifier } = account
  const choose = useWrite('post', '/v1/me/accounts/{accountId}/default', {
    stale: ['/v1/me/accounts'],
    onDone: () => notice(t('madeDefault')),
  })
  return (
    <>
      <PageHeader
        title={label}
        description={t(`kind.${kind}`)}
        action={pays && <StatusBadge tone="good">{t('pays')}</StatusBadge>}
      />
      <div className="surface" style={{ padding: 16 }}>
        {balance !== null && (
          <p className={classes['balance']}>
            <span>{t('balance')}</span>
            <MoneyText amount={balance} currency={currency} />
          </p>
        )}
        <Facts
          stacked
          items={[
            {
              label: t('identifier'),
              value: (
                <>
                  <span className={classes['identifier']}>
                    <span className="figures">{identifier}</span>
                    <CopyButton value={identifier} label={t('identifier')} />
                  </span>
                  <span className={classes['quiet']}>{t('identifierHint')}</span>
                </>
              ),
            },
          ]}
        />
        {!pays && (
          <Button
            variant="light"
            mt="md"
            fullWidth
            loading={choose.isPending}
            onClick={() => choose.mutate({ params: { path: { accountId: id } } })}
          >
            {t('makeDefault')}
          </Button>
        )}
        <ErrorLine error={choose.error} />
      </div>
      <Stack mt="md">
        <LinkRow
          to="/coupons/select/$accountId"
          params={{ accountId: id }}
          icon={<IconTicket size={24} aria-hidden />}
        >
          {t('coupons.link')}
        </LinkRow>
      </Stack>
      {kind === 'deposit' && (
        <Section title={t('topUp.title')} hint={t('topUp.hint')}>
          <TopUp account={account} />
        </Section>
      )}
      <Section title={t('mandates.title')} hint={t('mandates.what')}>
        <Mandates account={account} />
      </Section>
      {kind === 'deposit' && (
        <Section title={t('entries.title')}>
          <Entries account={account} />
        </Section>
      )}
      <CloseAccount account={account} />
    </>
  )
}
