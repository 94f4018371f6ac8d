import type { z } from 'zod'
import type { Limit } from '#modules/identity/index.ts'
import { networkOf, organisationNow, takeLimit } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { BuyerActor } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import { rateLimited } from '#platform/errors.ts'
import { bucketOf, publicId } from '#platform/ids.ts'
import { codeKeys } from './codes.ts'
import { couponOf } from './definitions.ts'
import { couponCodeUnknown } from './errors.ts'
import type { KnownCode } from './queries.ts'
import { findCodes } from './queries.ts'
import { holdingViews } from './show-wallet.ts'
import { holdingOfCode, zoneOfCoupon } from './wallet-queries.ts'
import type { HoldingView } from './wallet-schemas.ts'
import { claimCode, keepHolding, putBack } from './writes.ts'

/** Right or wrong, every try counts: 60 bits and these are what guessing is up against. */
const limits = {
  buyer: [
    { name: 'coupon codes of a buyer in a quarter', most: 30, seconds: 900 },
    { name: 'coupon codes of a buyer in a day', most: 200, seconds: 86_400 },
  ],
  network: { name: 'coupon codes of a network', most: 120, seconds: 600 },
} as const satisfies Record<string, Limit | readonly Limit[]>

/**
 * Puts the coupon of a code into the buyer's wallet; a personal code is theirs from then on. Unknown, revoked,
 * expired, ended, somebody else's: all are refused alike. One that is there already is answered again.
 * @throws couponCodeUnknown, rateLimited
 */
export async function addCoupon(ctx: Context, typed: string): Promise<z.input<typeof HoldingView>> {
  const person = buyer(ctx)
  // In a transaction of its own: the refusal must not take the count back.
  await inTransaction(ctx, (tx) => countTry(tx, ctx, person))
  return inTransaction(ctx, async (tx) => {
    const inside = { ...ctx, tx }
    const code = (await findCodes(tx, codeKeys(ctx, person.mode, typed), null))[0]
    if (!code || !(await mayAdd(tx, inside, code, person))) throw couponCodeUnknown('code')
    const { couponId, hash: codeHash } = code
    const at = ctx.clock.now()
    const there = await holdingOfCode(tx, person.identities, couponId, codeHash)
    const holdingId =
      there?.id ?? (await keepHolding(tx, { purchaserId: person.purchaserId, couponId, codeHash, at }))
    if (there?.removed) await putBack(tx, holdingId)
    if (
      code.kind === 'personal' &&
      code.purchaserId === null &&
      !(await claimCode(tx, code, person.purchaserId))
    )
      throw couponCodeUnknown('code')
    if (!there || there.removed)
      await audit(tx, ctx, {
        bucket: bucketOf(holdingId),
        organisationId: null,
        entity: 'coupon_holding',
        entityId: publicId('cph', holdingId),
        after: { couponId: publicId('cpn', couponId) },
      })
    const [view] = await holdingViews(inside, person.identities, [holdingId])
    return view as z.input<typeof HoldingView>
  })
}

async function countTry(tx: Tx, ctx: Context, { purchaserId }: BuyerActor): Promise<void> {
  const waits = [await takeLimit(tx, ctx, limits.network, networkOf(ctx.origin.ip))]
  for (const limit of limits.buyer) waits.push(await takeLimit(tx, ctx, limit, purchaserId))
  const seconds = Math.max(...waits)
  if (seconds > 0) throw rateLimited(seconds)
}

async function mayAdd(db: Db, ctx: Context, code: KnownCode, person: BuyerActor): Promise<boolean> {
  if (code.revoked || (code.purchaserId !== null && !person.identities.includes(code.purchaserId)))
    return false
  const coupon = await couponOf(db, ctx, code.couponId)
  if (coupon.state === 'draft' || coupon.state === 'ended') return false
  const mine = code.purchaserId !== null
  // A personal code that was shown at a till without a buyer is used up.
  if (code.codeSpent && !mine) return false
  const { lastDay } = coupon.terms
  const today = dayIn(await zoneOfCoupon(db, coupon), await organisationNow(ctx, coupon.organisationId))
  return lastDay === null || today <= lastDay
}
