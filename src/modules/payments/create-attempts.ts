import { organisationNow } from '#modules/identity/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { dayIn, instantAfter } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { shareAccount } from './account-queries.ts'
import type { Attempt, NewAttempt } from './attempts.ts'
import { attemptOf } from './attempts.ts'
import { bankOf, nextOpening } from './bank-hours.ts'
import {
  accountUnknown,
  bankClosed,
  bankNotLicensed,
  mandateCapReached,
  tenderNotOffered,
  testProviderOnly,
} from './errors.ts'
import { providerOf } from './providers/index.ts'
import type { AttemptRow } from './rows.ts'
import { insertAttempts, takeOfMandate } from './writes.ts'

/** Who wrote an attempt and did not come to run it has died; then somebody asks. */
const abandonedSeconds = 60

/**
 * Writes the intents; nothing goes out yet. A mandate's caps are taken here, and given back if the attempt dies.
 * @throws Problem any of `attemptErrors`
 */
export async function createAttempts(
  tx: Tx,
  ctx: Context,
  attempts: readonly NewAttempt[],
): Promise<Attempt[]> {
  const within = { ...ctx, tx }
  for (const attempt of attempts) await admit(tx, within, attempt)
  // Two payments that take of the same mandates must take them in one order.
  const taking = [...attempts].sort((a, b) => compare(a.mandateId, b.mandateId))
  for (const attempt of taking) await takeMandate(tx, attempt)
  const rows = attempts.map(rowOf)
  await insertAttempts(tx, rows)
  await audit(
    tx,
    ctx,
    ...rows.map((row) => ({
      bucket: row.bucket,
      organisationId: row.organisation_id,
      entity: 'payment',
      entityId: row.id,
      after: { state: row.state, tender: row.tender, amount: row.amount, currency: row.currency },
    })),
  )
  return rows.map(attemptOf)
}

async function admit(tx: Tx, ctx: Context, attempt: NewAttempt): Promise<void> {
  const { store, provider, tender, accountId } = attempt
  if (!providerOf(provider).tenders.includes(tender)) throw tenderNotOffered(provider, tender)
  if (tender === 'account' && accountId === null) throw accountUnknown()
  if (provider === 'sandbox') await admitToSandbox(ctx, store, tender)
  if (accountId === null) return
  const account = await shareAccount(tx, accountId)
  // A test buyer's account pays nothing real, and the other way round.
  const fits = account?.provider === provider && account.mode === store.mode
  if (!fits || account.currency !== attempt.currency) throw accountUnknown()
}

async function admitToSandbox(ctx: Context, store: Store, tender: NewAttempt['tender']): Promise<void> {
  const bank = tender === 'account' ? await bankOf(ctx, store.organisationId) : undefined
  if (store.mode === 'live' && !bank) throw testProviderOnly()
  if (!bank) return
  if (store.mode === 'live' && bank.licence === null) throw bankNotLicensed()
  const now = await organisationNow(ctx, store.organisationId)
  const opensAt = nextOpening(bank.hours, now)
  if (opensAt !== now) throw bankClosed(opensAt)
}

async function takeMandate(tx: Tx, { mandateId, accountId, store, amount, at }: NewAttempt): Promise<void> {
  if (mandateId === null) return
  const taken =
    accountId !== null &&
    (await takeOfMandate(tx, {
      mandateId,
      accountId,
      storeId: store.id,
      day: dayIn(store.timeZone, at),
      amount,
    }))
  if (!taken) throw mandateCapReached()
}

function rowOf(attempt: NewAttempt): AttemptRow {
  const { subject, store, at } = attempt
  const bucket = bucketOf(subject.id)
  return {
    bucket,
    id: newId(bucket),
    provider: attempt.provider,
    tender: attempt.tender,
    state: 'created',
    outcome_unknown: false,
    reason: null,
    store_id: store.id,
    organisation_id: store.organisationId,
    subject_kind: subject.kind,
    subject_id: subject.id,
    account_id: attempt.accountId,
    mandate_id: attempt.mandateId,
    currency: attempt.currency,
    amount: attempt.amount,
    captured: 0,
    refunded: 0,
    provider_ref: null,
    action: null,
    created_at: at,
    updated_at: at,
    check_at: instantAfter(at, { seconds: abandonedSeconds }),
    checks: 0,
  }
}

function compare(a: string | null, b: string | null): number {
  if (a === b) return 0
  return (a ?? '') < (b ?? '') ? -1 : 1
}
