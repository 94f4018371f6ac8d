import { beforeAll, describe, expect, test } from 'vitest'
import { isDead, isFinal, stateAfter } from '#modules/payments/model.ts'
import type {
  AttemptRef,
  Outcome,
  PayRequest,
  Provider,
  RefundOutcome,
  RefundRequest,
} from '#modules/payments/port.ts'
import type { Context } from '#platform/context.ts'
import { bucketOf, newId } from '#platform/ids.ts'

/** What the vendor does with the next call for one attempt, or one refund, where it is not all well. */
export type VendorBehaviour =
  /** Refuses the payment (the customer's bank does not want it). */
  | 'declined'
  /** The call for payment breaks off before it has an effect. */
  | 'timeout'
  /** The call for payment has its effect, and its answer is lost. */
  | 'timeout_with_effect'
  /** Takes another amount than was asked. */
  | 'amount_changed'
  /** The payment can still succeed after it was cancelled. */
  | 'late_success'
  /** The same two for a refund. */
  | 'refund_timeout'
  | 'refund_timeout_with_effect'

/** One provider with the vendor that it speaks to, driven from outside. */
export type ProviderWorld = {
  ctx: Context
  provider: Provider
  /** True where webhooks are signed. Those of the others are hints, which `readEvent` calls not verified. */
  signed: boolean
  /** A new attempt's request at a store of the world, of 1,200 unless said, with account or token where it needs one. */
  request(options?: { amount?: number }): Promise<PayRequest>
  /** Said before the call that it is about. */
  script(request: PayRequest, behaviour: VendorBehaviour): Promise<void>
  /** The customer does what an action asks of them; nothing where none is asked. */
  customerPays(request: PayRequest): Promise<void>
  /** Lets so much time pass that nobody can pay this any more. */
  passWindow(request: PayRequest): Promise<void>
  /** The vendor's own books about one attempt: payments that took money, what they took, and what went back. */
  books(
    request: PayRequest,
  ): Promise<{ payments: number; captured: number; refunds: number; refunded: number }>
  /** The message that the vendor sends about an attempt; the same one each time. */
  webhook(request: PayRequest): Promise<{ headers: Record<string, string>; raw: Buffer }>
}

const nothingKnown: Outcome = {
  state: 'unknown',
  providerRef: null,
  captured: null,
  action: null,
  reason: null,
}

/** What holds for every provider, whatever its vendor does. */
export function describeProvider(name: string, openWorld: () => Promise<ProviderWorld>): void {
  describe(`the provider ${name}`, () => {
    let world: ProviderWorld
    beforeAll(async () => {
      world = await openWorld()
    }, 60_000)

    /** As the core calls: what throws is an outcome that nobody knows. */
    const known = (call: Promise<Outcome>) => call.catch(() => nothingKnown)
    const pay = (request: PayRequest) => known(world.provider.pay(world.ctx, request))
    const ask = (request: PayRequest, providerRef: string | null = null) =>
      known(world.provider.ask(world.ctx, refOf(request, providerRef)))
    const cancel = (request: PayRequest, providerRef: string | null = null) =>
      known(world.provider.cancel(world.ctx, refOf(request, providerRef)))
    const refund = (request: RefundRequest): Promise<RefundOutcome> =>
      world.provider
        .refund(world.ctx, request)
        .catch(() => ({ state: 'unknown', providerRef: null, reason: null }))

    async function paid(amount = 1200) {
      const request = await world.request({ amount })
      const first = await pay(request)
      await world.customerPays(request)
      const outcome = await ask(request, first.providerRef)
      expect(outcome).toMatchObject({ state: 'captured', captured: { amount, currency: 'JPY' } })
      const ref = refOf(request, outcome.providerRef)
      const refundOf = (part: number): RefundRequest => ({
        refundId: newId<'rfd'>(bucketOf(request.attemptId)),
        attempt: ref,
        amount: part,
        reason: 'test',
      })
      return { request, outcome, refundOf }
    }
    /** Goes on as the janitor does: asks, and once the window is over cancels, until it is certain. */
    async function brought(request: PayRequest, first: Outcome): Promise<Outcome> {
      let outcome = await ask(request, first.providerRef)
      if (isOver(outcome)) return outcome
      await world.passWindow(request)
      outcome = await cancel(request, first.providerRef)
      if (isOver(outcome)) return outcome
      return ask(request, first.providerRef)
    }

    test('a payment is captured, with its amount and currency', async () => {
      const { request } = await paid(1234)
      expect(await world.books(request)).toEqual({ payments: 1, captured: 1234, refunds: 0, refunded: 0 })
    })

    test('the same attempt twice, also at the same time, is one payment', async () => {
      const request = await world.request()
      const [first] = await Promise.all([pay(request), pay(request)])
      await world.customerPays(request)
      const again = await pay(request)
      const outcome = await ask(request, again.providerRef ?? first.providerRef)
      expect(outcome.state).toBe('captured')
      expect(await world.books(request)).toMatchObject({ payments: 1, captured: request.amount })
    })

    test('a payment that is declined is dead, says why, and took nothing', async () => {
      const request = await world.request()
      await world.script(request, 'declined')
      const first = await pay(request)
      await world.customerPays(request)
      const outcome = isOver(first) ? first : await brought(request, first)
      expect(isDead(outcome.state as never), outcome.state).toBe(true)
      expect(outcome.reason).toMatch(/^[a-z_]+$/)
      expect(await world.books(request)).toMatchObject({ payments: 0, captured: 0 })
    })

    test('a timeout without effect is unknown, never failed; asked until it is certain it is dead', async () => {
      const request = await world.request()
      await world.script(request, 'timeout')
      const first = await pay(request)
      expect(first.state).toBe('unknown')
      expect(stateAfter({ ...request, state: 'created' }, first)).toBe('processing')
      const outcome = await brought(request, first)
      expect(isDead(outcome.state as never), outcome.state).toBe(true)
      expect(await world.books(request)).toMatchObject({ payments: 0, captured: 0 })
    })

    test('a timeout with effect is unknown, and found captured when asked', async () => {
      const request = await world.request()
      await world.script(request, 'timeout_with_effect')
      const first = await pay(request)
      expect(first.state).toBe('unknown')
      await world.customerPays(request)
      expect(await ask(request)).toMatchObject({
        state: 'captured',
        captured: { amount: request.amount, currency: request.currency },
      })
      expect(await world.books(request)).toMatchObject({ payments: 1, captured: request.amount })
    })

    test('to cancel what is unknown ends it, and it takes nothing later', async () => {
      const request = await world.request()
      await world.script(request, 'timeout')
      const first = await pay(request)
      let outcome = await cancel(request, first.providerRef)
      if (!isOver(outcome)) {
        await world.passWindow(request)
        outcome = await cancel(request, first.providerRef)
      }
      expect(isDead(outcome.state as never), outcome.state).toBe(true)
      await world.customerPays(request)
      await ask(request, outcome.providerRef)
      expect(kept(await world.books(request))).toBe(0)
    })

    test('to cancel what was paid without our knowing gives it back, or tells that it was captured', async () => {
      const request = await world.request()
      await world.script(request, 'timeout_with_effect')
      await pay(request)
      await world.customerPays(request)
      await cancel(request)
      const outcome = await ask(request)
      const left = kept(await world.books(request))
      expect(left).toBe(outcome.state === 'captured' ? request.amount : 0)
    })

    test('another amount than was asked is told as it is, and is a conflict', async () => {
      const request = await world.request()
      await world.script(request, 'amount_changed')
      const first = await pay(request)
      await world.customerPays(request)
      const outcome = await ask(request, first.providerRef)
      const { captured } = await world.books(request)
      expect(captured).not.toBe(request.amount)
      expect(outcome.captured).toEqual({ amount: captured, currency: request.currency })
      expect(stateAfter({ ...request, state: 'processing' }, outcome)).toBe('conflicted')
    })

    test('a refund in full, and one in two parts', async () => {
      const whole = await paid()
      expect(await refund(whole.refundOf(1200))).toMatchObject({ state: 'succeeded' })
      expect(await world.books(whole.request)).toMatchObject({ refunds: 1, refunded: 1200 })
      const parts = await paid()
      expect(await refund(parts.refundOf(500))).toMatchObject({ state: 'succeeded' })
      expect(await refund(parts.refundOf(700))).toMatchObject({ state: 'succeeded' })
      expect(await world.books(parts.request)).toMatchObject({ refunds: 2, refunded: 1200 })
    })

    test('the same refund twice, also at the same time, gives back once', async () => {
      const { request, refundOf } = await paid()
      const wish = refundOf(400)
      await Promise.all([refund(wish), refund(wish)])
      expect(await refund(wish)).toMatchObject({ state: 'succeeded' })
      expect(await world.books(request)).toMatchObject({ refunds: 1, refunded: 400 })
    })

    test('a refund over what is left is refused and gives nothing', async () => {
      const { request, refundOf } = await paid()
      expect(await refund(refundOf(1000))).toMatchObject({ state: 'succeeded' })
      expect(await refund(refundOf(201))).toMatchObject({ state: 'failed' })
      expect(await world.books(request)).toMatchObject({ refunds: 1, refunded: 1000 })
    })

    test('a refund whose answer is lost is unknown, and found when asked', async () => {
      const { request, refundOf } = await paid()
      const wish = refundOf(300)
      await world.script(request, 'refund_timeout_with_effect')
      expect(await refund(wish)).toMatchObject({ state: 'unknown' })
      expect(await world.provider.askRefund(world.ctx, { ...wish, providerRef: null })).toMatchObject({
        state: 'succeeded',
      })
      expect(await world.books(request)).toMatchObject({ refunds: 1, refunded: 300 })
    })

    test('a refund that never arrived is not called succeeded; sent again under its id it is one', async () => {
      const { request, refundOf } = await paid()
      const wish = refundOf(300)
      await world.script(request, 'refund_timeout')
      expect(await refund(wish)).toMatchObject({ state: 'unknown' })
      const asked = await world.provider.askRefund(world.ctx, { ...wish, providerRef: null })
      expect(['failed', 'requested', 'unknown']).toContain(asked.state)
      expect((await world.books(request)).refunded).toBe(0)
    })

    test('a success that comes after the cancelling is told or given back: money is never kept unseen', async () => {
      const request = await world.request()
      await world.script(request, 'late_success')
      const first = await pay(request)
      const cancelled = await cancel(request, first.providerRef)
      await world.customerPays(request)
      const outcome = await ask(request, first.providerRef ?? cancelled.providerRef)
      const left = kept(await world.books(request))
      expect(left).toBe(outcome.state === 'captured' ? request.amount : 0)
      if (left > 0) expect(stateAfter({ ...request, state: 'cancelled' }, outcome)).toBe('conflicted')
    })

    test('a webhook names its attempt, and the same one again is the same event', async () => {
      const { request } = await paid()
      const { headers, raw } = await world.webhook(request)
      const first = await world.provider.readEvent(world.ctx, request.storeId, headers, raw)
      const second = await world.provider.readEvent(world.ctx, request.storeId, headers, raw)
      expect(first).toMatchObject({ attemptId: request.attemptId, verified: world.signed })
      expect(first.eventId).not.toBe('')
      expect(second).toEqual(first)
    })

    test('a webhook with a wrong signature is refused, or was never more than a hint', async () => {
      const { request } = await paid()
      const { headers, raw } = await world.webhook(request)
      const forged = Buffer.from(
        raw.toString().replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
      )
      expect(forged.equals(raw)).toBe(false)
      const reading = world.provider.readEvent(world.ctx, request.storeId, headers, forged)
      if (world.signed) await expect(reading).rejects.toMatchObject({ status: expect.any(Number) })
      else expect((await reading).verified).toBe(false)
    })

    test('bytes that are no message are refused', async () => {
      const { storeId } = await world.request()
      const reading = world.provider.readEvent(world.ctx, storeId, {}, Buffer.from('not a message'))
      await expect(reading).rejects.toMatchObject({ status: expect.any(Number) })
    })
  })
}

function refOf(request: PayRequest, providerRef: string | null): AttemptRef {
  const { attemptId, tender, amount, currency, storeId, accountId, expiresAt } = request
  // The attempt was made when its action began to run.
  const createdAt = Temporal.Instant.from(expiresAt).subtract({ minutes: 5 }).toString()
  return { attemptId, tender, amount, currency, storeId, accountId, providerRef, createdAt }
}

function isOver({ state }: Outcome): boolean {
  return state !== 'unknown' && isFinal(state)
}

function kept({ captured, refunded }: { captured: number; refunded: number }): number {
  return captured - refunded
}
