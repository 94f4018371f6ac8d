import { Link } from '@tanstack/react-router'
import type { SettlementRow } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { usePaymentState } from './payment-state.ts'
import classes from './payments.module.css'

/** One payment in a list. */
export function PaymentRow({ payment }: { payment: SettlementRow }) {
  const { label, tone } = usePaymentState()(payment.state)
  return (
    <li>
      <Link
        to="/payments/$settlementId"
        params={{ settlementId: payment.id }}
        className={classes['row'] ?? ''}
      >
        <span>
          <span className={classes['where']}>{payment.store.name}</span>
          <span className={classes['note']}>
            <DateText value={payment.occurredAt} zone={payment.store.timeZone} time />
          </span>
        </span>
        <span className={classes['end']}>
          <MoneyText amount={payment.amountDue} currency={payment.currency} fw={600} />
          <StatusBadge tone={tone}>{label}</StatusBadge>
        </span>
      </Link>
    </li>
  )
}
