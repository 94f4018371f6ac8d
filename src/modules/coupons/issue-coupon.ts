import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import { getOrganisation } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { CouponId, PurchaserId } from '#platform/ids.ts'
import { BUCKETS, newId, publicId } from '#platform/ids.ts'
import { checkTerms } from './check-terms.ts'
import { codeKey, newPersonalCode, normalCode } from './codes.ts'
import { insertCodes, insertCoupon } from './definition-writes.ts'
import type { Coupon } from './definitions.ts'
import { couponNameTaken } from './errors.ts'
import { CouponTerms } from './schemas.ts'
import { identitiesOf } from './wallet-queries.ts'
import { claimCode, keepHolding } from './writes.ts'

export type PersonalCoupon = {
  /** The only store where it counts; the coupon is its organisation's. */
  store: Store
  /** In which the coupon's id lies. */
  bucket: number
  /** Short name inside the organisation. */
  name: string
  /** One use, at that store, whatever is said of scope and limits. */
  terms: Omit<z.input<typeof CouponTerms>, 'scope' | 'limits'>
  /** Into whose wallet it goes, where they have one. */
  purchaserId: PurchaserId | null
  at: InstantText
}
export type IssuedCoupon = { couponId: CouponId; code: string; codeHash: Buffer; inWallet: boolean }

/**
 * Makes a coupon for one person: a definition that runs, one personal code, which is answered this once, and, where the
 * person has an account, the holding in their wallet. Whoever has none shows the code, or adds it later. The caller has
 * checked that whoever acts may give it. @throws what `checkTerms` does, couponNameTaken
 */
export async function issueCouponFor(tx: Tx, ctx: Context, input: PersonalCoupon): Promise<IssuedCoupon> {
  const { store, at, purchaserId } = input
  const inside = { ...ctx, tx }
  const owner = await getOrganisation(inside, store.organisationId)
  const terms = CouponTerms.parse({
    ...input.terms,
    scope: { storeCodes: [store.code] },
    limits: { uses: 1, usesPerBuyer: 1 },
  })
  await checkTerms(inside, owner, store.currency, terms)
  const coupon: Coupon = {
    id: newId<'cpn'>(input.bucket),
    organisationId: owner.id,
    code: input.name,
    terms,
    currency: store.currency,
    state: 'running',
    createdAt: at,
    endedAt: null,
  }
  if (!(await insertCoupon(tx, coupon))) throw couponNameTaken(input.name)
  const code = newPersonalCode()
  const key = codeKey(ctx, store.mode, normalCode(code))
  const batchId = newId<'cpb'>(randomInt(BUCKETS))
  await insertCodes(tx, [{ ...key, couponId: coupon.id, batchId, kind: 'personal', createdAt: at }])
  const inWallet = purchaserId !== null && (await hasAccount(tx, purchaserId))
  if (inWallet) {
    await keepHolding(tx, { purchaserId, couponId: coupon.id, codeHash: key.hash, at })
    await claimCode(tx, key, purchaserId)
  }
  await audit(tx, ctx, {
    bucket: 0,
    organisationId: owner.id,
    entity: 'coupon',
    entityId: publicId('cpn', coupon.id),
    after: { code: coupon.code, currency: coupon.currency, terms, state: 'running', codes: 1 },
  })
  return { couponId: coupon.id, code, codeHash: key.hash, inWallet }
}

/** True where the person, under any of their identities, has signed in before. */
async function hasAccount(db: Db, purchaserId: PurchaserId): Promise<boolean> {
  const { rows } = await sql`select 1 from sign_in_identities
    where purchaser_id = any(${await identitiesOf(db, purchaserId)}::uuid[]) limit 1`.execute(db)
  return rows.length > 0
}
