import type { Context, Services } from '#platform/context.ts'
import { newNumber } from '#platform/codes.ts'
import { inTransaction } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { AccountId, CouponId, PurchaserId, SettlementId } from '#platform/ids.ts'
import { bucketOf, newId, publicId } from '#platform/ids.ts'
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { contextOf } from './context.ts'
import { unique } from './people.ts'
import type { Shop } from './product.ts'
import type { Candidate } from '#modules/coupons/choose-coupons.ts'
import { createCouponCodes } from '#modules/coupons/create-coupon-codes.ts'
import { createCoupon } from '#modules/coupons/create-coupon.ts'
import { updateState } from '#modules/coupons/definition-writes.ts'
import { couponsById } from '#modules/coupons/definitions.ts'
import type { Coupon } from '#modules/coupons/definitions.ts'
import { commitCoupons } from '#modules/coupons/end-uses.ts'
import { findCandidates } from '#modules/coupons/find-candidates.ts'
import { holdCoupons } from '#modules/coupons/hold-coupons.ts'
import { CouponTerms } from '#modules/coupons/schemas.ts'

type Terms = Partial<Parameters<typeof CouponTerms.parse>[0] & object>

/** Terms as an organisation writes them: 100 off unless said. */
export function termsOf(more: Terms = {}): CouponTerms {
  return CouponTerms.parse({ name: { ja: 'クーポン' }, discount: { kind: 'amount', amount: 100 }, ...more })
}

/** A coupon that somebody has, as far as choosing asks. */
export function candidate(terms: Terms = {}, more: Partial<Candidate> = {}): Candidate {
  const parsed = termsOf(terms)
  return {
    couponId: newId<'cpn'>(randomInt(1024)),
    holdingId: null,
    codeHash: null,
    shown: false,
    name: parsed.name,
    terms: parsed,
    lastDay: parsed.lastDay,
    organisationId: newId<'org'>(0),
    refusal: null,
    ...more,
  }
}

/** A running coupon of a shop with a public code, and what tests do with it. */
export async function startCoupon(services: Services, shop: Shop, terms: Terms = {}) {
  const ctx = contextOf(services, shop.staff, 'startCoupon')
  const coupon = await createCoupon(ctx, { code: unique('coupon'), currency: 'JPY', terms: termsOf(terms) })
  await setState(ctx, coupon.id, 'running')
  const code = unique('CODE').replace('-', '')
  await createCouponCodes(ctx, publicId('cpn', coupon.id), { kind: 'public', code })
  return { ...coupon, code }
}

export async function setState(ctx: Context, id: CouponId, state: Coupon['state']): Promise<void> {
  await inTransaction(ctx, (tx) => updateState(tx, id, state, null))
  ctx.caches.drop(couponsById.name)
}

export async function personalCodes(services: Services, shop: Shop, coupon: Coupon, count: number) {
  const ctx = contextOf(services, shop.staff, 'personalCodes')
  const made = await createCouponCodes(ctx, publicId('cpn', coupon.id), { kind: 'personal', count })
  return made.codes
}

export const newSettlement = (): SettlementId => newId<'stl'>(randomInt(1024))
export const newBuyer = (): PurchaserId => newId<'per'>(randomInt(1024))

/** The context of a call from a till, with everything that a transaction needs. */
export function inTx<T>(services: Services, work: (tx: Tx, ctx: Context) => Promise<T>): Promise<T> {
  const ctx = contextOf(services)
  return inTransaction(ctx, (tx) => work(tx, { ...ctx, tx }))
}

/** Holds one candidate for a settlement. @returns true where it is held */
export async function hold(
  services: Services,
  one: Pick<Candidate, 'couponId' | 'holdingId' | 'codeHash'>,
  settlementId: SettlementId,
  { amount = 100, purchaserId = null as PurchaserId | null } = {},
): Promise<boolean> {
  const at = services.clock.now()
  const { couponId, holdingId, codeHash } = one
  const takes = [{ couponId, holdingId, codeHash, amount }]
  const full = await inTx(services, (tx, ctx) =>
    holdCoupons(tx, ctx, { settlementId, purchaserId, takes, at, checkAt: at }),
  )
  return full.length === 0
}

/** A purchase with a coupon, paid: found by its code, held and committed. */
export async function useCoupon(
  services: Services,
  shop: Shop,
  code: string,
  purchaserId: PurchaserId,
): Promise<SettlementId> {
  const at = services.clock.now()
  const settlementId = newSettlement()
  await inTx(services, async (tx, ctx) => {
    const asked = { store: shop.store, at, accountId: null, purchaserId, codes: [code] }
    const found = await findCandidates({ ...ctx, tx }, asked)
    const takes = found.map(({ couponId, holdingId, codeHash }) => ({
      couponId,
      holdingId,
      codeHash,
      amount: 100,
    }))
    await holdCoupons(tx, ctx, { settlementId, purchaserId, takes, at, checkAt: at })
    await commitCoupons(tx, ctx, { settlementId, at })
  })
  return settlementId
}

export type Figures = { held: number; committed: number; heldAmount: number; committedAmount: number }

/** What the budget says, and what the uses say. */
export async function figuresOf(
  services: Services,
  id: CouponId,
): Promise<{ budget: Figures; uses: Figures }> {
  const { rows } = await sql<{ budget: Figures; uses: Figures }>`
    select json_build_object('held', b.held_uses, 'committed', b.committed_uses, 'heldAmount', b.held_amount, 'committedAmount', b.committed_amount) as budget,
      (select json_build_object('held', count(*) filter (where state = 'held'), 'committed', count(*) filter (where state = 'committed'),
        'heldAmount', coalesce(sum(amount) filter (where state = 'held'), 0),
        'committedAmount', coalesce(sum(amount - returned) filter (where state = 'committed'), 0)) from coupon_uses where coupon_id = ${id}) as uses
    from coupon_budgets b where b.coupon_id = ${id}`.execute(services.db)
  return rows[0] as { budget: Figures; uses: Figures }
}

/** An open account of a buyer, as payments keep it. */
export async function insertAccount(
  db: Db,
  { id, purchaserId }: { id: AccountId; purchaserId: PurchaserId },
): Promise<void> {
  await sql`insert into payment_accounts (bucket, id, purchaser_id, kind, provider, currency, identifier, label, created_at)
    values (${bucketOf(id)}, ${id}, ${purchaserId}, 'deposit', 'sandbox', 'JPY', ${newNumber(bucketOf(id))}, 'Mine', now())`.execute(
    db,
  )
}
