import { sql } from 'kysely'
import { putItems } from '#modules/catalog/index.ts'
import { codeKey, normalCode } from '#modules/coupons/codes.ts'
import { createCouponCodes } from '#modules/coupons/create-coupon-codes.ts'
import { createCoupon } from '#modules/coupons/create-coupon.ts'
import { updateState } from '#modules/coupons/definition-writes.ts'
import { CouponTerms } from '#modules/coupons/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { createApiKey, createOrganisation, createStore } from '#modules/identity/index.ts'
import { putMerchantProfile } from '#modules/merchants/put-merchant-profile.ts'
import { MerchantProfileInput } from '#modules/merchants/schemas.ts'
import { newNumber } from '#platform/codes.ts'
import { readConfig } from '#platform/config.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, systemContext } from '#platform/context.ts'
import type { CouponId } from '#platform/ids.ts'
import { bucketOf, bucketOfText, newId, publicId } from '#platform/ids.ts'
import { openServices } from '#src/services.ts'
import { itemsOf, ownerOf } from './sellers.ts'
import type { Sizes } from './settings.ts'
import type { Till } from './tills.ts'

/** A coupon in a wallet: of 10 % or of 500 off, which stand alone, so that the better one is chosen. */
type Handed = { id: CouponId; hash: Buffer }

/**
 * Makes the store a merchant with running coupons, and opens an account for each buyer with two of them selected; the
 * accounts by SQL, for buyers would each have to sign in. Returns the identifiers.
 */
export async function openAccounts(
  ctx: Context,
  store: Store,
  buyers: readonly string[],
  coupons: number,
): Promise<string[]> {
  await makeMerchant(ctx, store)
  const handed = await inTurns(coupons, (i) => startCoupon(ctx, i))
  const made = buyers.map((purchaser, i) => ({
    purchaser,
    account: newId<'pac'>(bucketOf(purchaser)),
    identifier: newNumber(bucketOf(purchaser)),
    holdings: [i, i + 1].map((n) => ({
      id: newId<'cph'>(bucketOf(purchaser)),
      coupon: handed[n % handed.length] as Handed,
    })),
  }))
  const held = made.flatMap(({ purchaser, account, holdings }) =>
    holdings.map(({ id, coupon }) => ({ id, purchaser, account, coupon: coupon.id, hash: coupon.hash })),
  )
  await sql`
    with a as (select * from unnest(${made.map((m) => m.account)}::uuid[], ${made.map((m) => m.purchaser)}::uuid[],
      ${made.map((m) => m.identifier)}::text[], ${made.map((m) => bucketOfText(m.identifier))}::int[]) as a (id, purchaser, identifier, bucket)),
    h as (select * from unnest(${held.map((one) => one.id)}::uuid[], ${held.map((one) => one.purchaser)}::uuid[],
      ${held.map((one) => one.account)}::uuid[], ${held.map((one) => one.coupon)}::uuid[],
      ${held.map((one) => one.hash)}::bytea[]) as h (id, purchaser, account, coupon, hash)),
    identifiers as (insert into account_identifiers (bucket, identifier, account_id) select bucket, identifier, id from a),
    accounts as (
      insert into payment_accounts (bucket, id, purchaser_id, kind, provider, currency, identifier, label, created_at)
      select bucket_of(id), id, purchaser, 'deposit', 'sandbox', 'JPY', identifier, '普通預金', now() from a
    ),
    holdings as (
      insert into coupon_holdings (bucket, id, purchaser_id, coupon_id, code_hash, added_at)
      select bucket_of(id), id, purchaser, coupon, hash, now() from h
    )
    insert into coupon_selections (bucket, account_id, holding_id, purchaser_id, selected_at, via)
    select bucket_of(account), account, id, purchaser, now(), 'wallet' from h`.execute(ctx.db)
  return made.map(({ identifier }) => identifier)
}

async function startCoupon(ctx: Context, i: number): Promise<Handed> {
  const discount = i % 2 === 0 ? { kind: 'rate', basisPoints: 1000 } : { kind: 'amount', amount: 500 }
  const { id } = await createCoupon(ctx, {
    code: `bench-${i}`,
    currency: 'JPY',
    terms: CouponTerms.parse({
      name: { ja: `ベンチのクーポン ${i}` },
      discount,
      limits: { uses: 1_000_000 },
    }),
  })
  await inTransaction(ctx, (tx) => updateState(tx, id, 'running', null))
  const code = `BENCH${i}`
  await createCouponCodes(ctx, publicId('cpn', id), { kind: 'public', code })
  return { id, hash: codeKey(ctx, 'test', normalCode(code)).hash }
}

async function makeMerchant(ctx: Context, store: Store): Promise<void> {
  const tax = [{ status: 'registered', from: '2023-10-01', registrationNumber: 'T7123456789012' }]
  const profile = MerchantProfileInput.parse({ version: 0, tax, issuerName: `株式会社${store.code}` })
  await putMerchantProfile(ctx, store.code, profile)
}

/** Items of each of the many merchants. */
const itemsOfMerchant = 20

/** Many merchants of several organisations, each a store with a catalogue of its own. Returns their tills. */
export async function openMerchants(environment: Record<string, string>, sizes: Sizes): Promise<Till[]> {
  const services = openServices(readConfig(environment), { listen: false })
  try {
    const ctx = systemContext(services, 'prepareBench', 'cli')
    const occurredAt = services.clock.now()
    const sellers = await inTurns(sizes.organisations, (i) => openSeller(ctx, i))
    return await inTurns(sizes.merchants, async (i) => {
      const { acting, id, key } = sellers[i % sellers.length] as Awaited<ReturnType<typeof openSeller>>
      const storeCode = `merchant-${i}`
      const store = await createStore(acting, id, {
        code: storeCode,
        name: storeCode,
        kind: 'pos',
        currency: 'JPY',
        timeZone: 'Asia/Tokyo',
        taxRegime: 'jp',
      })
      await makeMerchant(acting, store)
      await putItems(acting, store, itemsOf(itemsOfMerchant))
      return { key, storeCode, account: null, occurredAt, item: i, items: itemsOfMerchant }
    })
  } finally {
    await services.close()
  }
}

async function openSeller(ctx: Context, i: number) {
  const { id } = await createOrganisation(ctx, {
    name: `Bench ${i}`,
    kind: 'seller',
    mode: 'test',
    owner: { name: 'Bench', email: `owner-${i}@bench.example` },
  })
  const acting: Context = { ...ctx, actor: ownerOf(id) }
  const { secret } = await createApiKey(acting, id, {
    name: 'Bench',
    storeCode: null,
    scopes: ['settlements:write'],
    rateLimit: 10_000_000,
    expiresAt: null,
  })
  return { id, acting, key: secret }
}

/** Makes so many of something, eight at a time. */
async function inTurns<T>(count: number, make: (i: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  let next = 0
  const work = async () => {
    for (let i = next++; i < count; i = next++) made[i] = await make(i)
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return made
}
