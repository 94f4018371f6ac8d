import type { z } from 'zod'
import { storesOf } from '#modules/identity/index.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { AccountId, PurchaserId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { listAccounts, listMandates } from './account-queries.ts'
import { balancesOf } from './deposits.ts'
import { listRefunds } from './queries.ts'
import type { AttemptRow } from './rows.ts'
import type { AccountView, MandateView, PaymentSummary, PaymentView } from './schemas.ts'

/** Ids of what is paid, as they are outside. */
const prefixes: Readonly<Record<string, string>> = { settlement: 'stl', contract: 'ctr', claim: 'clm' }

export async function accountViews(
  ctx: Context,
  people: readonly PurchaserId[],
): Promise<z.input<typeof AccountView>[]> {
  const rows = await listAccounts(reader(ctx), people)
  const deposits = rows.filter((row) => row.kind === 'deposit').map((row) => row.id)
  const balances = await balancesOf(reader(ctx), deposits)
  return rows.map((row, i) => ({
    id: publicId('pac', row.id),
    kind: row.kind,
    provider: row.provider,
    currency: row.currency,
    identifier: formatNumber(row.identifier),
    label: row.label,
    pays: i === 0,
    balance: row.kind === 'deposit' ? (balances.get(row.id) ?? 0) : null,
    createdAt: row.created_at,
  }))
}

export async function mandateViews(
  ctx: Context,
  accountId: AccountId,
): Promise<z.input<typeof MandateView>[]> {
  const rows = await listMandates(reader(ctx), accountId)
  const stores = await storesOf(
    ctx,
    rows.map((row) => row.store_id),
  )
  return rows.flatMap((row) => {
    const store = stores.get(row.store_id)
    if (!store) return []
    return {
      id: publicId('mdt', row.id),
      store: { code: store.code, name: store.name },
      perPayment: row.per_payment,
      perDay: row.per_day,
      createdAt: row.created_at,
    }
  })
}

export function paymentSummary(row: AttemptRow): z.input<typeof PaymentSummary> {
  return {
    id: publicId('att', row.id),
    provider: row.provider,
    tender: row.tender,
    state: row.state,
    outcomeUnknown: row.outcome_unknown,
    reason: row.reason,
    currency: row.currency,
    amount: row.amount,
    captured: row.captured,
    refunded: row.refunded,
    subject: {
      kind: row.subject_kind,
      id: publicId(prefixes[row.subject_kind] ?? 'sbj', row.subject_id),
    },
    action: row.action,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export async function paymentView(ctx: Context, row: AttemptRow): Promise<z.input<typeof PaymentView>> {
  const refunds = await listRefunds(reader(ctx), row.id)
  return {
    ...paymentSummary(row),
    refunds: refunds.map((refund) => ({
      id: publicId('rfd', refund.id),
      state: refund.state,
      amount: refund.amount,
      reason: refund.reason,
      failure: refund.failure,
      requestedAt: refund.requested_at,
      endedAt: refund.ended_at,
    })),
  }
}
