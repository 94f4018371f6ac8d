import { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import { defineEvent } from '#platform/events.ts'
import type { AccountId, AttemptId, MandateId, RefundId } from '#platform/ids.ts'
import type { AttemptState, CustomerAction, ProviderName, Tender } from './port.ts'

export type Attempt = {
  id: AttemptId
  provider: ProviderName
  tender: Tender
  state: AttemptState
  outcomeUnknown: boolean
  reason: string | null
  amount: number
  captured: number
  refunded: number
  currency: string
  action: CustomerAction | null
}
/** An attempt, or a refund, is in another state than before. */
export const paymentChanged = defineEvent(
  'payment.changed',
  z.object({ attemptId: z.string(), subjectKind: z.string(), subjectId: z.string(), state: z.string() }),
)

export type NewAttempt = {
  /** The attempt lies in the bucket of its subject. */
  subject: { kind: string; id: string }
  store: Store
  tender: Tender
  provider: ProviderName
  accountId: AccountId | null
  mandateId: MandateId | null
  amount: number
  currency: string
  at: InstantText
}
/** Writes the intents; nothing goes out yet. A mandate's caps are taken here. @throws Problem `mandate_cap_reached` */
export function createAttempts(_tx: Tx, _ctx: Context, _attempts: readonly NewAttempt[]): Promise<Attempt[]> {
  throw new Error('to be built')
}
/** Asks the provider to take the money and stores what it says, outside the caller's transaction. Can be repeated. */
export function runAttempt(_ctx: Context, _id: AttemptId): Promise<Attempt> {
  throw new Error('to be built')
}
/** Asks what became of an attempt and stores it. One that is final changes no more. */
export function askAttempt(_ctx: Context, _id: AttemptId): Promise<Attempt> {
  throw new Error('to be built')
}
/** Asks that an attempt never happens; until the provider is certain it stays `processing`. */
export function cancelAttempt(_ctx: Context, _id: AttemptId): Promise<Attempt> {
  throw new Error('to be built')
}
export function attemptsOf(_db: Db, _subjectId: string): Promise<Attempt[]> {
  throw new Error('to be built')
}
/** Writes the wish for a refund, once for a key, and a job that carries it out. @throws Problem `refund_exceeds_payment` */
export function requestRefund(
  _tx: Tx,
  _ctx: Context,
  _input: { attemptId: AttemptId; key: string; amount: number; reason: string; at: InstantText },
): Promise<RefundId> {
  throw new Error('to be built')
}

/** Whether money may move from an account, and by what. Without a token, mandate or confirmation it may not. */
export type PayingAccount = {
  id: AccountId
  purchaserId: string
  kind: 'deposit' | 'card' | 'wallet'
  provider: ProviderName
  currency: string
  label: string
}
/** @throws Problem `account_unknown` */
export function accountByIdentifier(_db: Db, _ctx: Context, _identifier: string): Promise<PayingAccount> {
  throw new Error('to be built')
}
/** The account that a buyer has set as the one to pay from, or the oldest; `undefined` without any. */
export function payingAccountOf(
  _db: Db,
  _ctx: Context,
  _purchaserId: string,
): Promise<PayingAccount | undefined> {
  throw new Error('to be built')
}
/** The mandate under which a store may take an amount from an account; `undefined`: the buyer must confirm. */
export function mandateFor(
  _db: Db,
  _ctx: Context,
  _input: { accountId: AccountId; store: Store; amount: number; at: InstantText },
): Promise<MandateId | undefined> {
  throw new Error('to be built')
}
