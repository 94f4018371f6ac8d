import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { AccountId, AttemptId, RefundId, StoreId } from '#platform/ids.ts'

export type ProviderName = 'sandbox' | 'stripe' | 'paypay'
export type Tender = 'account' | 'card' | 'qr'
export type AttemptState =
  | 'created'
  | 'customer_action'
  | 'processing'
  | 'authorised'
  | 'captured'
  | 'failed'
  | 'cancelled'
  | 'expired'
  | 'conflicted'

/** What a provider is asked to do. It can be asked twice for one attempt: ids are its keys. */
export type PayRequest = {
  attemptId: AttemptId
  tender: Tender
  amount: number
  currency: string
  description: string
  storeId: StoreId
  /** The store's own number of the till, where it is known. */
  register: string | null
  accountId: AccountId | null
  /** Of the buyer's card or wallet at the provider; null for deposit accounts and QR. */
  token: string | null
  /** When the customer's action ends. */
  expiresAt: InstantText
}
export type CustomerAction = { kind: 'qr' | 'redirect'; url: string; expiresAt: InstantText }
/** What became of it. `unknown`: the call went out and no answer, or none that says, came back. */
export type Outcome = {
  state: AttemptState | 'unknown'
  providerRef: string | null
  /** What was captured, with its currency, where something was. Another than asked is a conflict. */
  captured: { amount: number; currency: string } | null
  action: CustomerAction | null
  /** A code of ours: declined, insufficient_balance, bank_closed, … */
  reason: string | null
}
export type RefundOutcome = {
  state: 'succeeded' | 'failed' | 'requested' | 'unknown'
  providerRef: string | null
  reason: string | null
}
export type AttemptRef = {
  attemptId: AttemptId
  tender: Tender
  amount: number
  currency: string
  storeId: StoreId
  accountId: AccountId | null
  providerRef: string | null
  createdAt: InstantText
}
export type RefundRequest = {
  refundId: RefundId
  attempt: AttemptRef
  amount: number
  reason: string
}
/** A message of the provider's own: verified, or only a hint to ask. */
export type ProviderEvent = { eventId: string; attemptId: AttemptId | null; verified: boolean }

/**
 * One port for every provider. Calls go over the network: never inside a transaction. An answer that is not
 * understood, and a call that timed out, is `unknown`, never `failed`; an unknown vendor status is `processing`.
 */
export type Provider = {
  readonly name: ProviderName
  readonly tenders: readonly Tender[]
  pay(ctx: Context, request: PayRequest): Promise<Outcome>
  ask(ctx: Context, attempt: AttemptRef): Promise<Outcome>
  /** Asks that it never happens; money that was taken meanwhile goes back. `unknown` until that is certain. */
  cancel(ctx: Context, attempt: AttemptRef): Promise<Outcome>
  refund(ctx: Context, request: RefundRequest): Promise<RefundOutcome>
  askRefund(ctx: Context, request: RefundRequest & { providerRef: string | null }): Promise<RefundOutcome>
  /** Reads a webhook. @throws Problem for one that cannot be the provider's */
  readEvent(
    ctx: Context,
    storeId: StoreId,
    headers: Readonly<Record<string, string | undefined>>,
    raw: Buffer,
  ): Promise<ProviderEvent>
}
