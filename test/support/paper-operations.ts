import { addPaper } from '#modules/papers/index.ts'
import { organisationsById, storesByCode } from '#modules/identity/index.ts'
import { paperOf, settle } from '#modules/tax/index.ts'
import { inTransaction } from '#platform/context.ts'
import { newId, publicId } from '#platform/ids.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { contextOf } from './context.ts'
import type { Operation } from './operations.ts'
import { staffOf } from './product.ts'
import type { World } from './world.ts'

/** A paper of A's store, of nobody or of a buyer. */
async function newPaper(w: World, purchaserId: PurchaserId | null = null): Promise<string> {
  const { services } = w.product
  const store = await services.caches.get(storesByCode, services.db, w.stores.a)
  const organisation =
    store && (await services.caches.get(organisationsById, services.db, store.organisationId))
  if (!store || !organisation) throw new Error('no store')
  const profile = {
    status: 'registered',
    from: '2023-10-01',
    rounding: 'floor',
    registrationNumber: 'T7123456789012',
  } as const
  const on = '2026-11-22'
  const settled = settle(
    {
      suppliedOn: on,
      discounts: [],
      lines: [{ amount: 1100, quantity: 1, taxCategory: 'S', priceBasis: 'inclusive' }],
    },
    profile,
  )
  const subject = newId(7)
  const ctx = contextOf(services, staffOf(organisation), 'newPaper')
  const rows = new Rows()
  const { id } = addPaper(ctx, rows, {
    bucket: 7,
    organisationId: store.organisationId,
    storeId: store.id,
    purchaserId,
    subject: { kind: 'settlement', id: subject },
    issueRoute: 'own',
    currency: 'JPY',
    issuedAt: w.product.clock.now(),
    paidBy: [{ kind: 'cash', label: null, amount: 1100, received: 2000, change: 900 }],
    revenueStamp: false,
    makePaper: (number) =>
      paperOf(settled, profile, {
        number,
        issuer: `Issuer ${w.secrets[0]}`,
        recipient: null,
        suppliedOn: on,
        issuedOn: on,
        lineNames: [`Item ${w.secrets[0]}`],
      }),
  })
  await inTransaction(ctx, (tx) => rows.insert(tx))
  return publicId('pap', id)
}

/** By a seller of nobody's paper; a buyer reaches the same route and does not find it. */
const ofPaper = (more: { query?: Record<string, string> } = {}): Operation => ({
  by: 'seller',
  others: 'refused',
  otherStore: 'refused',
  buyers: 404,
  call: async (w) => ({ params: { paperId: await newPaper(w) }, ...more }),
})

/** One valid call of every operation of `papers`. */
export const paperOperations: Record<string, Operation> = {
  getPaper: ofPaper(),
  getPaperPage: ofPaper({ query: { language: 'en' } }),
  getPaperDocument: ofPaper({ query: { language: 'en' } }),
  printPaper: ofPaper(),
  addressPaper: {
    ...ofPaper(),
    call: async (w) => ({ params: { paperId: await newPaper(w) }, body: { recipient: '株式会社みどり' } }),
  },
  listStorePapers: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    async call(w) {
      await newPaper(w)
      return { params: { storeCode: w.stores.a }, query: { limit: '200' } }
    },
  },
  listMyPapers: { by: 'buyer', others: 'own', call: () => ({ query: { limit: '200' } }) },
}
