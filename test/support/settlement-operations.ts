import type { Operation } from './operations.ts'
import { unique } from './people.ts'
import type { Call, Credentials, World } from './world.ts'

const storeParams = (w: World) => ({ storeCode: w.stores.a })
const asA = (w: World) => ({ key: w.keys.a })

/** The code of the sandbox's store. */
async function sandboxStore(w: World): Promise<string> {
  const { items } = (await w.must('GET', '/v1/stores', {}, { key: w.keys.sandbox })) as {
    items?: { code: string }[]
  }
  return items?.[0]?.code ?? ''
}

/** Makes a store a merchant where it is none yet. */
async function asMerchant(w: World, storeCode: string, by: Credentials & { key: string }): Promise<string> {
  const known = await w.product.call('GET', `/v1/stores/${storeCode}/profile`, { key: by.key })
  if (known.status === 404)
    await w.must(
      'PUT',
      '/v1/stores/{storeCode}/profile',
      {
        params: { storeCode },
        body: {
          version: 0,
          tax: [{ status: 'registered', from: '2023-10-01', registrationNumber: 'T7123456789012' }],
          issuerName: 'Issuer',
        },
      },
      by,
    )
  return storeCode
}
async function tokenOf(w: World, cookie: string): Promise<string> {
  return String((await w.must('GET', '/v1/me/member-token', {}, { cookie }))['token'])
}

/** A basket of A's store, shown by buyer A and paid in cash. */
async function basket(w: World): Promise<Record<string, unknown>> {
  return {
    merchantCode: await asMerchant(w, w.stores.a, asA(w)),
    occurredAt: w.product.clock.now(),
    currency: 'JPY',
    memberToken: await tokenOf(w, w.sessions.buyer),
    lines: [{ code: w.item, quantity: 2, unitPrice: 50_000 }],
  }
}
const sale = async (w: World) => ({
  ...(await basket(w)),
  reference: unique(`S-${w.secrets[0]}`),
  register: '1',
  tenders: [{ kind: 'cash', received: 100_000 }],
})
const settled = async (w: World) => ({
  settlementId: String((await w.must('POST', '/v1/settlements', { body: await sale(w) }, asA(w)))['id']),
})
/** A settlement of the sandbox's store that waits for its buyer, of test mode. */
async function waiting(w: World): Promise<{ settlementId: string }> {
  const cookie = w.sessions.sameInTest
  const account = await w.must(
    'POST',
    '/v1/me/accounts',
    { body: { kind: 'deposit', provider: 'sandbox', label: 'Sandbox' } },
    { cookie },
  )
  const accountId = String(account['id'])
  const call = { params: { accountId }, body: { amount: 5000 } }
  await w.must('POST', '/v1/me/accounts/{accountId}/deposits', call, { cookie })
  const by = { key: w.keys.sandbox }
  const { items } = (await w.must('GET', '/v1/me/accounts', {}, { cookie })) as {
    items?: { id: string; identifier: string }[]
  }
  const body = {
    merchantCode: await asMerchant(w, await sandboxStore(w), by),
    occurredAt: w.product.clock.now(),
    currency: 'JPY',
    account: items?.find(({ id }) => id === accountId)?.identifier,
    reference: unique('W'),
    askBuyer: true,
    total: { amount: 100, taxCategory: 'S' },
  }
  return { settlementId: String((await w.must('POST', '/v1/settlements', { body }, by))['id']) }
}

/** An open day of a register of A's store that no other call has. */
async function openDay(w: World): Promise<{ storeCode: string; dayId: string }> {
  const call = { params: storeParams(w), body: { register: unique('reg'), openingCash: 10_000 } }
  const day = await w.must('POST', '/v1/stores/{storeCode}/register-days', call, asA(w))
  return { ...storeParams(w), dayId: String(day['id']) }
}

const till = (call: (w: World) => Call | Promise<Call>): Operation => ({
  by: 'seller',
  others: 'refused',
  otherStore: 'refused',
  call,
})
const back = () => ({ reference: unique('B'), reason: '返品' })
const counted = [{ denomination: 10_000, pieces: 1 }]

/** One valid call of every operation of `settlements`. */
export const settlementOperations: Record<string, Operation> = {
  quoteSettlement: till(async (w) => ({ body: await basket(w) })),
  createSettlement: till(async (w) => ({ body: await sale(w) })),
  getSettlement: till(async (w) => ({ params: await settled(w) })),
  listSettlements: till((w) => ({ params: storeParams(w), query: { limit: '200' } })),
  'listSettlements/filtered': till((w) => ({
    params: storeParams(w),
    query: { state: 'settled', day: '2026-11-22', reference: 'x', register: '1' },
  })),
  // A live store of the tests has nobody to take its payments, so what waits is the sandbox's.
  cancelSettlement: {
    by: 'sandbox',
    others: 'refused',
    call: async (w) => ({ params: await waiting(w), body: {} }),
  },
  previewSettlementRefund: till(async (w) => ({
    params: await settled(w),
    body: { lines: [{ n: 1, quantity: 1 }] },
  })),
  refundSettlement: till(async (w) => ({
    params: await settled(w),
    body: { ...back(), lines: [{ n: 1, quantity: 1 }] },
  })),
  voidSettlement: till(async (w) => ({ params: await settled(w), body: back() })),
  streamStoreEvents: till((w) => ({ params: storeParams(w) })),
  listMySettlements: { by: 'buyer', others: 'own', call: () => ({ query: { limit: '200' } }) },
  getMySettlement: { by: 'buyer', others: 'refused', call: async (w) => ({ params: await settled(w) }) },
  confirmMySettlement: {
    by: 'testBuyer',
    others: 'refused',
    call: async (w) => ({ params: await waiting(w), body: {} }),
  },
  declineMySettlement: {
    by: 'testBuyer',
    others: 'refused',
    call: async (w) => ({ params: await waiting(w), body: {} }),
  },
  openRegisterDay: till((w) => ({
    params: storeParams(w),
    body: { register: unique('reg'), openingCash: 50_000 },
  })),
  listRegisterDays: till((w) => ({ params: storeParams(w), query: { limit: '200', register: '1' } })),
  getRegisterDay: till(async (w) => ({ params: await openDay(w) })),
  getCurrentRegisterDay: till(async (w) => {
    const register = unique('reg')
    const call = { params: storeParams(w), body: { register, openingCash: 10_000 } }
    await w.must('POST', '/v1/stores/{storeCode}/register-days', call, asA(w))
    return { params: storeParams(w), query: { register } }
  }),
  addCashMove: till(async (w) => ({ params: await openDay(w), body: { amount: -500, reason: '両替' } })),
  previewRegisterDayClose: till(async (w) => ({ params: await openDay(w), body: { counted } })),
  closeRegisterDay: till(async (w) => ({ params: await openDay(w), body: { counted } })),
}

/** Statements that ask every shard on purpose, as `test/schema.test.ts` lists them. */
export const settlementsOverShards: { tables: string[]; when: RegExp; reason: string }[] = [
  {
    tables: ['settlements'],
    when: /from settlements s where s\.store_id = /,
    reason: 'a list by store, by settlements_store_idx',
  },
  {
    tables: ['settlements'],
    when: /from settlements where (?:organisation_id = .* and )?check_at is not null/,
    reason: 'a sweep of every shard, by settlements_check_idx',
  },
  {
    tables: ['settlements', 'settlement_refunds', 'settlement_tenders'],
    when: /where (?:s|r)\.day_id = /,
    reason: 'the day of a register, by settlements_day_idx and settlement_refunds_day_idx',
  },
]
