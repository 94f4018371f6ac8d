import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { Problem } from '#platform/errors.ts'
import { publicId } from '#platform/ids.ts'
import { bankOf, nextOpening } from '../../bank-hours.ts'
import type { AttemptRef, Outcome, PayRequest, Provider } from '../../port.ts'
import type { SandboxPayment } from './books.ts'
import { findPayment, insertPayment, lockPayment, updatePayment } from './books.ts'
import { capture } from './capture.ts'
import { askRefund, refund } from './refunds.ts'
import { paymentScripts, takeScript } from './scripts.ts'
import type { Script } from './scripts.ts'
import { readEvent } from './webhook.ts'

const slowSeconds = 10
const windowSeconds = 300

/**
 * A provider and a bank to try things with. It behaves like another company: it has books of its own, written in
 * transactions of its own, and can be told what to do with the next calls. Its time is the organisation's clock.
 */
export const sandbox: Provider = {
  name: 'sandbox',
  tenders: ['account', 'card', 'qr'],
  async pay(ctx, request) {
    const known = await findPayment(ctx.db, request.attemptId)
    if (known) return outcomeOf(known)
    const store = await getStoreById(ctx, request.storeId)
    const script = await takeScript(ctx, store.organisationId, paymentScripts)
    if (script === 'sandbox:timeout') throw new Error('the sandbox was told not to answer')
    const outcome = await open(ctx, request, script)
    if (script === 'sandbox:timeout_effect') throw new Error('the sandbox was told to lose its answer')
    return outcome
  },
  async ask(ctx, attempt) {
    const now = await nowOf(ctx, attempt)
    const found = await inTransaction(ctx, async (tx) => {
      const payment = await lockPayment(tx, attempt.attemptId)
      return payment && goOn(tx, ctx, payment, now)
    })
    if (found) return outcomeOf(found)
    // What was not heard of by now is refused when it comes, for its time is up.
    return instantAfter(attempt.createdAt, { seconds: windowSeconds }) <= now
      ? none('expired', 'expired')
      : none('unknown', null)
  },
  async cancel(ctx, attempt) {
    const now = await nowOf(ctx, attempt)
    const payment = await inTransaction(ctx, async (tx) => {
      // One that was not heard of yet must not happen when it comes.
      await insertPayment(tx, {
        ...emptyPayment(attempt, now),
        script: null,
        state: 'cancelled',
        reason: 'cancelled',
        expires_at: null,
      })
      const found = (await lockPayment(tx, attempt.attemptId)) as SandboxPayment
      if (found.state !== 'waiting' && found.state !== 'processing') return found
      const cancelled = { state: 'cancelled' as const, reason: 'cancelled', captured: 0 }
      await updatePayment(tx, attempt.attemptId, cancelled)
      return { ...found, ...cancelled }
    })
    return outcomeOf(payment)
  },
  refund,
  askRefund,
  readEvent,
}

/** A payment as it begins: taken at once, on its way, or waiting for the customer. */
async function open(ctx: Context, request: PayRequest, script: Script | null): Promise<Outcome> {
  const { organisationId } = await getStoreById(ctx, request.storeId)
  const now = await organisationNow(ctx, organisationId)
  const refused = await refusalOf(ctx, request, script, now)
  const waits = request.tender === 'qr' || script === 'sandbox:late_success'
  const state: SandboxPayment['state'] = refused
    ? refused.state
    : script === 'sandbox:slow'
      ? 'processing'
      : 'waiting'
  const payment = {
    ...emptyPayment({ ...request, createdAt: now, providerRef: null }, now),
    script,
    state,
    reason: refused?.reason ?? null,
    expires_at: request.expiresAt,
  }
  try {
    return await inTransaction(ctx, async (tx) => {
      const first = await insertPayment(tx, payment)
      const found = (await lockPayment(tx, request.attemptId)) as SandboxPayment
      return outcomeOf(first && state === 'waiting' && !waits ? await capture(tx, ctx, found, now) : found)
    })
  } catch (error) {
    if (!isInsufficient(error)) throw error
    await inTransaction(ctx, (tx) =>
      insertPayment(tx, { ...payment, state: 'failed', reason: 'insufficient_balance' }),
    )
    return outcomeOf((await findPayment(ctx.db, request.attemptId)) as SandboxPayment)
  }
}

async function refusalOf(
  ctx: Context,
  request: PayRequest,
  script: Script | null,
  now: InstantText,
): Promise<{ state: 'failed' | 'expired'; reason: string } | undefined> {
  if (request.expiresAt <= now) return { state: 'expired', reason: 'expired' }
  if (script === 'sandbox:declined') return { state: 'failed', reason: 'declined' }
  if (script === 'sandbox:insufficient_balance') return { state: 'failed', reason: 'insufficient_balance' }
  if (request.tender !== 'account') return undefined
  const { organisationId } = await getStoreById(ctx, request.storeId)
  const { hours } = await bankOf(ctx, organisationId)
  return nextOpening(hours, now) === now ? undefined : { state: 'failed', reason: 'bank_closed' }
}

/** What time makes of a payment: a slow one is taken, one that nobody paid expires. */
async function goOn(
  tx: Tx,
  ctx: Context,
  payment: SandboxPayment,
  now: InstantText,
): Promise<SandboxPayment> {
  if (payment.state === 'processing' && instantAfter(payment.at, { seconds: slowSeconds }) <= now)
    return capture(tx, ctx, payment, now)
  if (payment.state !== 'waiting' || payment.expires_at === null || payment.expires_at > now) return payment
  const expired = { state: 'expired' as const, reason: 'expired', captured: 0 }
  await updatePayment(tx, payment.attempt_id, expired)
  return { ...payment, ...expired }
}

/** The customer pays what waits for them, as by the provider's own app. @returns how it stands then, and whether that was it */
export async function approve(
  ctx: Context,
  attempt: AttemptRef,
): Promise<{ approved: boolean; state: SandboxPayment['state'] }> {
  const now = await nowOf(ctx, attempt)
  let approved = false
  const payment = await orFailed(ctx, attempt, async (tx) => {
    const found = await lockPayment(tx, attempt.attemptId)
    if (!found) return undefined
    const late = found.state === 'cancelled' && found.script === 'sandbox:late_success'
    const current = late ? found : await goOn(tx, ctx, found, now)
    approved = current.state === 'waiting' || late
    return approved ? capture(tx, ctx, current, now) : current
  })
  return { approved, state: payment?.state ?? 'expired' }
}

/** Does something with a payment; where the depositor has too little by then, it has failed. */
async function orFailed(
  ctx: Context,
  { attemptId }: Pick<AttemptRef, 'attemptId'>,
  work: (tx: Tx) => Promise<SandboxPayment | undefined>,
): Promise<SandboxPayment | undefined> {
  try {
    return await inTransaction(ctx, work)
  } catch (error) {
    if (!isInsufficient(error)) throw error
    const failed = { state: 'failed' as const, reason: 'insufficient_balance', captured: 0 }
    return inTransaction(ctx, async (tx) => {
      const found = await lockPayment(tx, attemptId)
      // Paid by another call meanwhile.
      if (!found || found.state === 'captured') return found
      await updatePayment(tx, attemptId, failed)
      return { ...found, ...failed }
    })
  }
}

function isInsufficient(error: unknown): boolean {
  return error instanceof Problem && error.code === 'insufficient_balance'
}

async function nowOf(ctx: Context, { storeId }: Pick<AttemptRef, 'storeId'>): Promise<InstantText> {
  return organisationNow(ctx, (await getStoreById(ctx, storeId)).organisationId)
}

function emptyPayment(attempt: AttemptRef, at: InstantText) {
  return {
    attempt_id: attempt.attemptId,
    tender: attempt.tender,
    currency: attempt.currency,
    amount: attempt.amount,
    account_id: attempt.accountId,
    store_id: attempt.storeId,
    at,
  }
}

function none(state: Outcome['state'], reason: string | null): Outcome {
  return { state, providerRef: null, captured: null, action: null, reason }
}

function outcomeOf(payment: SandboxPayment): Outcome {
  const waiting = payment.state === 'waiting'
  return {
    state: payment.state === 'waiting' ? 'customer_action' : payment.state,
    providerRef: payment.id,
    captured: payment.state === 'captured' ? { amount: payment.captured, currency: payment.currency } : null,
    action: waiting
      ? {
          kind: 'qr',
          url: `mamori-sandbox:pay?payment=${publicId('att', payment.attempt_id)}`,
          expiresAt: payment.expires_at ?? payment.at,
        }
      : null,
    reason: payment.reason,
  }
}
