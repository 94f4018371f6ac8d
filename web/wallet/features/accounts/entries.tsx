import { Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pages } from '#api/query.ts'
import type { PaymentAccount } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import classes from './accounts.module.css'
import { useAccountsT } from './messages.ts'

const words: Record<string, 'deposit' | 'payment' | 'refund'> = {
  'bank.deposit': 'deposit',
  'bank.debit': 'payment',
  'bank.refund': 'refund',
}

/** What came in and went out, the newest first, with what was left after each. */
export function Entries({ account: { id, currency } }: { account: PaymentAccount }) {
  const t = useAccountsT()
  const { language } = useLanguage()
  const list = useInfiniteQuery(
    pages('/v1/me/accounts/{accountId}/entries', {
      params: { path: { accountId: id }, query: { limit: 20 } },
    }),
  )
  return (
    <Loadable state={list} skeleton={<SkeletonRows count={3} />}>
      {({ pages: loaded }) => {
        const all = loaded.flatMap(({ items }) => items)
        if (all.length === 0) return <Text size="sm">{t('entries.none')}</Text>
        return (
          <>
            <ul className={classes['entries']}>
              {all.map(({ kind, amount, balance, at }, i) => (
                <li key={`${at} ${balance} ${i}`}>
                  <span>
                    {t(`entry.${words[kind] ?? 'other'}`)}
                    <span className={classes['quiet']}>
                      <DateText value={at} time />
                    </span>
                  </span>
                  <span className={classes['end']}>
                    <MoneyText amount={amount} currency={currency} fw={600} />
                    <span className={classes['quiet']}>
                      {t('entries.balance', { amount: formatMoney(balance, currency, language) })}
                    </span>
                  </span>
                </li>
              ))}
            </ul>
            <MoreButton list={list} />
          </>
        )
      }}
    </Loadable>
  )
}
