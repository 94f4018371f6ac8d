import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Settlement } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { usePaymentsT } from './messages.ts'
import classes from './payments.module.css'

/** What came back, when, and whether it has arrived. */
export function Refunds({ settlement: { refunds, currency, store } }: { settlement: Settlement }) {
  const t = usePaymentsT()
  return (
    <ul className={classes['lines']}>
      {refunds.map(({ n, kind, amount, at, paperId, tenders }) => {
        const paid = tenders.every(({ state }) => state === 'succeeded')
        return (
          <li key={n}>
            <span>
              {t(`refund.${kind}`)}
              <span className={classes['note']}>
                <DateText value={at} zone={store.timeZone} time />
              </span>
              {paperId !== null && (
                <Anchor
                  className={classes['action'] ?? ''}
                  renderRoot={(props) => <Link to="/papers/$paperId" params={{ paperId }} {...props} />}
                >
                  {t('receipt.return')}
                </Anchor>
              )}
            </span>
            <span className={classes['end']}>
              <MoneyText amount={amount} currency={currency} />
              <StatusBadge tone={paid ? 'good' : 'waiting'}>
                {t(paid ? 'refund.paid' : 'refund.underWay')}
              </StatusBadge>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
