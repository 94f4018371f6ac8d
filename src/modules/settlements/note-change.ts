import { auditRows } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Rows } from '#platform/rows.ts'
import { settlementChanged } from './events.ts'
import type { SettlementRow, State } from './rows.ts'

/** The traces of one change of a settlement: its audit entry, and the event that tells till and wallet. */
export function noteChange(
  ctx: Context,
  rows: Rows,
  row: SettlementRow,
  { before, at, more = {} }: { before: State | null; at: InstantText; more?: Record<string, unknown> },
): void {
  rows.add(
    'audit_entries',
    ...auditRows(ctx, [
      {
        bucket: row.bucket,
        organisationId: row.organisation_id,
        entity: 'settlement',
        entityId: row.id,
        before: before && { state: before },
        after: {
          state: row.state,
          reason: row.reason,
          amountDue: row.amount_due,
          refunded: row.refunded,
          currency: row.currency,
          ...more,
        },
      },
    ]),
  )
  rows.add('outbox', {
    topic: settlementChanged.topic,
    payload: {
      settlementId: row.id,
      storeId: row.store_id,
      organisationId: row.organisation_id,
      reference: row.reference,
      state: row.state,
      reason: row.reason,
      currency: row.currency,
      amountDue: row.amount_due,
      refunded: row.refunded,
      couponsUsed: row.coupons.used.map(({ couponId, taken }) => ({ couponId, amount: taken })),
      purchaserIds: row.purchaser_id === null ? [] : [row.purchaser_id],
      at,
    },
  })
}
