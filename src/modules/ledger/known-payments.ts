import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'

export type Provider = 'stripe' | 'paypay'

/** A payment or refund as we know it. */
export type KnownPayment = {
  kind: 'payment' | 'refund'
  /** Every text by which a provider's file may name it: the provider's id and ours. The first one is shown. */
  refs: readonly string[]
  storeId: StoreId
  /** Minor units, above zero for refunds too. */
  amount: number
  currency: string
  /** `done`: captured, or given back. `open`: its outcome is not known yet. `dead`: it never happened. */
  state: 'done' | 'open' | 'dead'
  occurredAt: InstantText
}
/**
 * What payments know of a provider's movements: those named by any of the refs, and those that are done and occurred
 * from one instant to another, both included. Payments lie above the ledger, so the application hands this in.
 */
export type PaymentsOfDay = (
  ctx: Context,
  asked: {
    organisationId: OrganisationId
    provider: Provider
    refs: readonly string[]
    from: InstantText
    to: InstantText
  },
) => Promise<readonly KnownPayment[]>
