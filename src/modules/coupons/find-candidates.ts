import type { Store } from '#modules/identity/index.ts'
import { organisationsById } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { AccountId, CouponId, PurchaserId } from '#platform/ids.ts'
import type { Candidate } from './choose-coupons.ts'
import { codeKeys } from './codes.ts'
import { couponOf } from './definitions.ts'
import { couponCodeUnknown } from './errors.ts'
import type { Left } from './model.ts'
import { goesAt, lastDayOf, refusalOf } from './model.ts'
import type { KnownCode } from './queries.ts'
import { couponsOfAccount, findCodes, selectedCoupons } from './queries.ts'

type Asked = {
  store: Store
  at: InstantText
  accountId: AccountId | null
  purchaserId: PurchaserId | null
  codes: readonly string[]
}
type Found = Left & Pick<Candidate, 'holdingId' | 'codeHash' | 'shown'> & { couponId: CouponId }

/**
 * What a settlement could use: the coupons selected for the account (M20), or all that the buyer selected for any
 * account where the buyer is known by token without one, and those whose codes were shown at the till.
 * @throws Problem `coupon_code_unknown` with the field of the code; the same for every reason that is no business of
 * a stranger
 */
export async function findCandidates(ctx: Context, asked: Asked): Promise<Candidate[]> {
  const { accountId, purchaserId } = asked
  const db = reader(ctx)
  const found = new Map<string, Found>()
  const selected = accountId
    ? await couponsOfAccount(ctx, accountId)
    : purchaserId
      ? await selectedCoupons(db, purchaserId)
      : []
  for (const one of selected) found.set(one.holdingId, { ...one, shown: false })
  for (const one of await codesShown(db, ctx, asked))
    found.set(one.holdingId ?? one.hash.toString('hex'), { ...one, codeHash: one.hash, shown: true })
  return Promise.all([...found.values()].map((one) => candidateOf(db, ctx, asked, one)))
}

async function candidateOf(db: Db, ctx: Context, { store, at }: Asked, found: Found): Promise<Candidate> {
  const { couponId, holdingId, codeHash, shown } = found
  const coupon = await couponOf(db, ctx, couponId)
  return {
    couponId,
    holdingId,
    codeHash,
    shown,
    name: coupon.terms.name,
    terms: coupon.terms,
    lastDay: lastDayOf(coupon, found.extendedUntil, at, store.timeZone),
    organisationId: coupon.organisationId,
    refusal: refusalOf(coupon, await ownerOf(db, ctx, coupon), store, at, found),
  }
}

/** Codes as the till sent them. One of another company, of another buyer, or not out yet is as unknown as none. */
async function codesShown(db: Db, ctx: Context, { codes, purchaserId, store }: Asked): Promise<KnownCode[]> {
  const keys = codes.map((code) => codeKeys(ctx, store.mode, code))
  const known = await findCodes(db, keys.flat(), purchaserId)
  const found: KnownCode[] = []
  for (const [i, of] of keys.entries()) {
    const code = known.find(({ hash }) => of.some((key) => key.hash.equals(hash)))
    if (!code || !(await mayShow(db, ctx, code, purchaserId, store)))
      throw couponCodeUnknown(`couponCodes[${i}]`)
    found.push(code)
  }
  return found
}

async function mayShow(
  db: Db,
  ctx: Context,
  code: KnownCode,
  purchaserId: PurchaserId | null,
  store: Store,
): Promise<boolean> {
  const coupon = await couponOf(db, ctx, code.couponId)
  const others = code.purchaserId !== null && code.purchaserId !== purchaserId
  return (
    !code.revoked &&
    !others &&
    coupon.state !== 'draft' &&
    goesAt(coupon, await ownerOf(db, ctx, coupon), store)
  )
}

async function ownerOf(db: Db, ctx: Context, coupon: { organisationId: string }) {
  const owner = await ctx.caches.get(organisationsById, db, coupon.organisationId)
  if (!owner) throw new Error(`organisation ${coupon.organisationId} is missing`)
  return owner
}
