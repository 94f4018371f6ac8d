import type { Operation } from './operations.ts'
import type { World } from './world.ts'

const path = '/v1/stores/{storeCode}/profile'
const params = (w: World) => ({ storeCode: w.stores.a })

/** The version of A's profile, 0 where there is none yet. */
async function versionOf(w: World): Promise<number> {
  const { body } = await w.product.call<{ version?: number }>('GET', `/v1/stores/${w.stores.a}/profile`, {
    key: w.keys.a,
  })
  return body.version ?? 0
}
const profile = (w: World, version: number) => ({
  version,
  tax: [{ status: 'registered', from: '2023-10-01', registrationNumber: 'T7123456789012' }],
  issuerName: `Issuer ${w.secrets[0]}`,
  issuerAddress: '東京都',
  payoutAccount: {
    bankCode: '0001',
    branchCode: '123',
    kind: 'ordinary',
    number: '7654321',
    holder: 'カ)マモリ',
  },
})

/** One valid call of every operation of `merchants`. */
export const merchantOperations: Record<string, Operation> = {
  calculateTax: {
    by: 'anybody',
    others: 'own',
    call: () => ({
      body: {
        profile: { taxStatus: 'taxable' },
        lines: [{ amount: 11_000, date: '2026-11-22' }],
        coupons: [{ kind: 'amount', value: 1000 }],
      },
    }),
  },
  // Each call is of the version that stands, so none can be sent twice.
  putMerchantProfile: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: params(w), body: profile(w, await versionOf(w)) }),
  },
  getMerchantProfile: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    async call(w) {
      const version = await versionOf(w)
      if (version === 0)
        await w.must('PUT', path, { params: params(w), body: profile(w, 0) }, { key: w.keys.a })
      return { params: params(w) }
    },
  },
}
