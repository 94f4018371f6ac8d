import type { LockedCoupons } from '#modules/coupons/index.ts'
import { lockCoupons } from '#modules/coupons/index.ts'
import type { ItemRow } from '#modules/catalog/index.ts'
import { organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { Problem } from '#platform/errors.ts'
import type { CouponId, SettlementId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import type { Asked } from './begin-settlement.ts'
import { heldOf, itemsOf, takesOf } from './begin-settlement.ts'
import type { Held, Written } from './complete-settlement.ts'
import { addWhole, isOfOpenMonth } from './complete-settlement.ts'
import { confirmWithinMs } from './model.ts'
import type { Basket, Priced } from './price-basket.ts'
import { openBasket, priceBasket } from './price-basket.ts'
import { recordPurchasesOf } from './purchase-of-settlement.ts'
import { keyBucket } from './queries.ts'
import { holdOpenDay } from './register-queries.ts'
import type { RegisterDayId } from './rows.ts'
import { tendersOf } from './tenders.ts'
import { releaseKeys, takeKeys } from './writes.ts'

/** A settlement in cash that is read and priced, and waits to be written. */
export type Ready = {
  ctx: Context
  asked: Asked
  basket: Basket
  priced: Priced
  id: SettlementId
  bucket: number
  now: InstantText
}
type Begun = Ready & { held: Held }

/** Who has more goes alone, and keeps nobody waiting. */
const mostLines = 200

/**
 * Reads and prices what can be written together with others: cash alone, of this month, with a connection, and nothing
 * that somebody spends by it but coupons.
 * @returns undefined for any other, and for one that is refused: why is found, and told, where it goes alone
 */
export async function readySettlement(ctx: Context, asked: Asked): Promise<Ready | undefined> {
  const { store, input, payer } = asked
  const cashAlone = input.tenders?.every(({ kind }) => kind === 'cash') ?? false
  if (ctx.tx || !cashAlone || payer.token !== null || input.offline !== null) return undefined
  if ((input.lines?.length ?? 0) > mostLines) return undefined
  try {
    const now = await organisationNow(ctx, store.organisationId)
    const basket = await openBasket(ctx, store, input, payer)
    if (!isOfOpenMonth({ timeZone: store.timeZone, occurredAt: basket.occurredAt }, now)) return undefined
    const priced = await priceBasket(ctx, basket)
    // A code that a known buyer shows goes into their wallet first.
    if (payer.purchaserId !== null && priced.chosen.used.some(({ holdingId }) => holdingId === null))
      return undefined
    const bucket =
      payer.purchaserId === null ? keyBucket(store.id, input.reference) : bucketOf(payer.purchaserId)
    return { ctx, asked, basket, priced, id: newId<'stl'>(bucket), bucket, now }
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/**
 * Writes settlements in cash in one transaction, each as `startSettlement` would alone: references first, then the
 * coupons of all, locked once and shared out in order, then the purchases, then everything else by one statement.
 * @returns null at the place of one that has to go alone, of which nothing stays: its reference is taken, a coupon is
 *   used up and another one fits, or it is refused
 */
export async function settleTogether(
  tx: Tx,
  ctx: Context,
  all: readonly Ready[],
): Promise<(Written | null)[]> {
  const got = await takeKeys(tx, all.map(keyOf))
  const mine = all.filter(({ id }) => got.has(id))
  const coupons = await lockCoupons(
    tx,
    ctx,
    mine.flatMap(({ priced }) => takesOf(priced)),
  )
  const begun: Begun[] = []
  for (const ready of mine) {
    const held = await begin(tx, ready, coupons)
    if (held) begun.push({ ...ready, held })
  }
  const rows = new Rows()
  const written = await complete(tx, ctx, rows, begun, coupons)
  await coupons.write(tx, rows)
  await rows.insert(tx)
  await releaseKeys(tx, mine.filter(({ id }) => !written.has(id)).map(keyOf))
  return all.map(({ id }) => written.get(id) ?? null)
}

function keyOf({ asked: { store, input }, id }: Ready) {
  return { storeId: store.id, reference: input.reference, id }
}

/** Takes the coupons of one, and computes it anew without those that are used up. */
async function begin(tx: Tx, ready: Ready, coupons: LockedCoupons): Promise<Held | null> {
  const { ctx, asked, basket, id, bucket, now } = ready
  const { store, input, payer } = asked
  const checkAt = instantAfter(now, { milliseconds: confirmWithinMs })
  const taker = { settlementId: id, purchaserId: payer.purchaserId, at: now, checkAt }
  const exhausted = new Set<CouponId>()
  let { priced } = ready
  for (;;) {
    const takes = takesOf(priced)
    if (!coupons.has(takes)) return null
    const gone = coupons.take(taker, takes)
    if (gone.length === 0) break
    for (const couponId of gone) exhausted.add(couponId)
    priced = await priceBasket({ ...ctx, tx }, basket, exhausted)
  }
  try {
    const { debit } = priced.chosen.settled
    const by = { account: payer.account, mode: store.mode, merchant: priced.merchant }
    if (input.expectedAmountDue === undefined || input.expectedAmountDue === debit) {
      const tenders = tendersOf(input.tenders, debit, by)
      return heldOf(ctx, asked, priced, tenders, {
        id,
        bucket,
        now,
        checkAt,
        state: 'processing',
        via: payer.via,
      })
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
  }
  coupons.giveBack(id)
  return null
}

/** Records the purchases, and adds what follows of those that the ledger took. */
async function complete(
  tx: Tx,
  ctx: Context,
  rows: Rows,
  begun: readonly Begun[],
  coupons: LockedCoupons,
): Promise<Map<SettlementId, Written>> {
  const items = new Map<string, ItemRow>()
  for (const { asked, basket } of begun)
    for (const [key, item] of itemsOf(asked.store, basket.lines)) items.set(key, item)
  const outcomes = await recordPurchasesOf(
    tx,
    ctx,
    begun.map(({ held, ctx: { actor, origin } }) => ({ ...held, by: { actor, origin } })),
    { rows, items },
  )
  const written = new Map<SettlementId, Written>()
  const days = new Map<string, RegisterDayId | null>()
  for (const [i, { id, ctx: by, held, now }] of begun.entries()) {
    const outcome = outcomes[i]
    if (!outcome || 'problem' in outcome) {
      coupons.giveBack(id)
      continue
    }
    const { sale } = outcome
    const { register } = held.settlement
    const till = `${held.store.id} ${register}`
    let dayId = days.get(till)
    if (dayId === undefined) days.set(till, (dayId = await holdOpenDay(tx, held.store.id, register)))
    await addWhole(tx, { ...by, tx }, rows, held, { sale, dayId, at: now })
    written.set(id, { ...held, sale })
  }
  return written
}
