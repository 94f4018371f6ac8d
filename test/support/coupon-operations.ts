import { randomInt } from 'node:crypto'
import type { PurchaserId } from '#platform/ids.ts'
import { bucketOf, newId, parsePublicId, publicId } from '#platform/ids.ts'
import { insertAccount } from './coupons.ts'
import type { Operation } from './operations.ts'
import { unique } from './people.ts'
import type { World } from './world.ts'

const asA = (w: World) => ({ key: w.keys.a })
const ofBuyer = (w: World) => ({ cookie: w.sessions.buyer })
const elsewhere = () => ({ 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` })

const termsOf = (w: World) => ({
  name: { ja: `割引 ${w.secrets[0]}` },
  discount: { kind: 'amount', amount: 100 },
  scope: { storeCodes: [w.stores.a] },
})

/** A coupon of A's store, started where a state is given. */
async function newCoupon(w: World, state?: 'running' | 'paused'): Promise<string> {
  const body = { code: unique('coupon'), terms: termsOf(w) }
  const couponId = String((await w.must('POST', '/v1/coupons', { body }, asA(w)))['id'])
  for (const to of state === 'paused' ? ['running', 'paused'] : state ? [state] : [])
    await w.must(
      'POST',
      '/v1/coupons/{couponId}/state',
      { params: { couponId }, body: { state: to } },
      asA(w),
    )
  return couponId
}

async function newCodes(w: World, state: 'running' | undefined = 'running') {
  const couponId = await newCoupon(w, state)
  const call = { params: { couponId }, body: { kind: 'personal', count: 2 } }
  const made = await w.must('POST', '/v1/coupons/{couponId}/codes', call, asA(w))
  return { couponId, batchId: String(made['batchId']), codes: made['codes'] as string[] }
}

/** A coupon in buyer A's wallet. */
async function newHolding(w: World): Promise<string> {
  const { codes } = await newCodes(w)
  const call = { body: { code: codes[0] }, headers: elsewhere() }
  return String((await w.must('POST', '/v1/me/coupons', call, ofBuyer(w)))['id'])
}

/** An account of buyer A's to pay from. A live one would need a provider's page to be opened by. */
async function newAccount(w: World): Promise<string> {
  const me = await w.must('GET', '/v1/me', {}, ofBuyer(w))
  const purchaserId = parsePublicId('per', String(me['id'])) as PurchaserId
  const id = newId<'pac'>(bucketOf(purchaserId))
  await insertAccount(w.product.services.db, { id, purchaserId })
  return publicId('pac', id)
}

async function memberToken(w: World): Promise<string> {
  return String((await w.must('GET', '/v1/me/member-token', {}, ofBuyer(w)))['token'])
}

const named = (make: (w: World) => Promise<string>, body?: object): Operation => ({
  by: 'seller',
  others: 'refused',
  otherStore: 'refused',
  call: async (w) => ({ params: { couponId: await make(w) }, ...(body ? { body } : {}) }),
})

/** The calls about coupons. */
export const couponOperations: Record<string, Operation> = {
  createCoupon: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ body: { code: unique('coupon'), terms: termsOf(w) } }),
  },
  listCoupons: { by: 'seller', others: 'own', otherStore: 'own', call: () => ({}) },
  getCoupon: named(newCoupon),
  previewCouponEnd: named(newCoupon),
  listCouponUses: named(newCoupon),
  changeCoupon: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { couponId: await newCoupon(w) }, body: { terms: termsOf(w) } }),
  },
  changeCouponState: named(newCoupon, { state: 'running' }),
  raiseCouponLimits: named(newCoupon, { uses: null }),
  createCouponCodes: named(newCoupon, { kind: 'personal', count: 1 }),
  listCouponCodes: named(async (w) => (await newCodes(w)).couponId),
  revokeCouponCodes: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    async call(w) {
      const { couponId, batchId } = await newCodes(w)
      return { params: { couponId, batchId } }
    },
  },

  listMyCoupons: { by: 'buyer', others: 'own', call: () => ({}) },
  removeCoupon: {
    by: 'buyer',
    others: 'refused',
    call: async (w) => ({ params: { holdingId: await newHolding(w) } }),
  },
  listSelectedCoupons: {
    by: 'buyer',
    others: 'refused',
    call: async (w) => ({ params: { accountId: await newAccount(w) } }),
  },
  selectCoupons: {
    by: 'buyer',
    others: 'refused',
    call: async (w) => ({
      params: { accountId: await newAccount(w) },
      body: { holdingIds: [await newHolding(w)] },
    }),
  },
  openKiosk: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ body: { storeCode: w.stores.a, memberToken: await memberToken(w) } }),
  },
  selectCouponsAtKiosk: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    async call(w) {
      const accountId = await newAccount(w)
      const holdingId = await newHolding(w)
      const body = { storeCode: w.stores.a, memberToken: await memberToken(w) }
      const { kioskToken } = await w.must('POST', '/v1/kiosk/sessions', { body }, asA(w))
      return { body: { kioskToken, accountId, holdingIds: [holdingId] } }
    },
  },
  // Last: from here on another buyer holds a coupon of A's.
  addCoupon: {
    by: 'buyer',
    others: { allowed: 'Whoever has a code that nobody has put into a wallet puts it into theirs.' },
    call: async (w) => ({ body: { code: (await newCodes(w)).codes[0] }, headers: elsewhere() }),
  },
}
