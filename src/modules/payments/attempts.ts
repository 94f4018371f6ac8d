import type { Store } from '#modules/identity/index.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { AccountId, AttemptId, MandateId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import type { AttemptRef, AttemptState, CustomerAction, PayRequest, ProviderName, Tender } from './port.ts'
import { listAttemptsOf } from './queries.ts'
import type { AttemptRow } from './rows.ts'

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

/** How long a customer has for what a payment asks of them, and how long a call can be on its way. */
export const windowSeconds = 300

/** The attempts to pay one thing, the oldest first. */
export async function attemptsOf(db: Db, subjectId: string): Promise<Attempt[]> {
  return (await listAttemptsOf(db, subjectId)).map(attemptOf)
}

export function attemptOf(row: AttemptRow): Attempt {
  return {
    id: row.id,
    provider: row.provider,
    tender: row.tender,
    state: row.state,
    outcomeUnknown: row.outcome_unknown,
    reason: row.reason,
    amount: row.amount,
    captured: row.captured,
    refunded: row.refunded,
    currency: row.currency,
    action: row.action,
  }
}

/** An attempt as a provider is asked to carry it out. @param token of the buyer's card or wallet, opened */
export function payRequestOf(row: AttemptRow, store: Store, token: string | null): PayRequest {
  return {
    attemptId: row.id,
    tender: row.tender,
    amount: row.amount,
    currency: row.currency,
    description: `${store.name} ${publicId('att', row.id)}`,
    storeId: row.store_id,
    register: null,
    accountId: row.account_id,
    token,
    expiresAt: windowEnd(row),
  }
}

export function attemptRefOf(row: AttemptRow): AttemptRef {
  return {
    attemptId: row.id,
    tender: row.tender,
    amount: row.amount,
    currency: row.currency,
    storeId: row.store_id,
    accountId: row.account_id,
    providerRef: row.provider_ref,
    createdAt: row.created_at,
  }
}

/** When nobody can pay this any more. */
export function windowEnd(row: AttemptRow): InstantText {
  return row.action?.expiresAt ?? instantAfter(row.created_at, { seconds: windowSeconds })
}
