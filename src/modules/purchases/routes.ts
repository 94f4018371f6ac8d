import type { FastifyInstance } from 'fastify'
import {
  Done,
  actingStore,
  findStore,
  getStoreById,
  actingStoreIds,
  maySeeStore,
  storeNotFound,
  storeNotYours,
  storesOf,
} from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import type { PurchaseId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { disownPurchase } from './disown-purchase.ts'
import { pickUpWrong, purchaseHeld, purchaseNotFound } from './errors.ts'
import { listHeldPurchases, listUnproven, totalHeldPurchases, visiblePurchaseIds } from './holdings.ts'
import { pickUpPurchase } from './pick-up-purchase.ts'
import { provePurchases } from './prove-purchases.ts'
import type { Summary } from './queries.ts'
import {
  findLines,
  findPurchaseIds,
  findPurchases,
  keyName,
  listStorePurchases,
  purchaseKey,
} from './queries.ts'
import {
  MyPurchaseQuery,
  MyTotalsQuery,
  PickUpInput,
  ProofInput,
  ProofResult,
  PurchasePage,
  PurchaseParams,
  PurchaseQuery,
  PurchaseTotals,
  PurchaseView,
  StorePurchaseParams,
  UnprovenPurchases,
} from './schemas.ts'
import { purchaseSummary, purchaseView, storeName } from './views.ts'

const storeErrors = [storeNotFound, storeNotYours]

export function purchaseRoutes(app: FastifyInstance): void {
  storeSide(app)
  buyerSide(app)
  route(app, {
    method: 'POST',
    url: '/v1/me/purchases/:purchaseId/not-mine',
    operationId: 'disownPurchase',
    summary: 'Say that a purchase is not mine',
    tag: 'wallet',
    access: { buyer: true },
    errors: [purchaseNotFound],
    params: PurchaseParams,
    response: Done,
    async handler(ctx, { params }) {
      await disownPurchase(ctx, idOf(params.purchaseId))
      return { done: true as const }
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/me/purchase-proofs',
    operationId: 'provePurchases',
    summary: 'Show older purchases by one fact of them',
    tag: 'wallet',
    access: { buyer: true },
    body: ProofInput,
    response: ProofResult,
    rateLimit: 10,
    handler: (ctx, { body }) => provePurchases(ctx, body),
  })
  route(app, {
    method: 'POST',
    url: '/v1/me/pick-ups',
    operationId: 'pickUpPurchase',
    summary: 'Take a purchase for nobody by receipt number and pick-up code',
    tag: 'wallet',
    access: { buyer: true },
    errors: [pickUpWrong, purchaseHeld],
    body: PickUpInput,
    response: PurchaseView,
    rateLimit: 10,
    handler: async (ctx, { body }) => show(ctx, await pickUpPurchase(ctx, body)),
  })
}

function storeSide(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/purchases',
    operationId: 'listPurchases',
    summary: "The stores' purchases, the newest first",
    tag: 'purchases',
    access: { scope: 'purchases:read' },
    errors: storeErrors,
    query: PurchaseQuery,
    response: PurchasePage,
    async handler(ctx, { query }) {
      const storeIds = await actingStoreIds(ctx, query.storeCode)
      const rows = await listStorePurchases(reader(ctx), {
        ...query,
        storeIds,
        after: readCursor(query.cursor, instantKey),
      })
      return summaries(ctx, rows, query.limit)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/purchases/:purchaseId',
    operationId: 'getPurchase',
    summary: 'One purchase of a store',
    tag: 'purchases',
    access: { scope: 'purchases:read' },
    errors: [purchaseNotFound],
    params: PurchaseParams,
    response: PurchaseView,
    async handler(ctx, { params }) {
      const row = (await findPurchases(reader(ctx), [idOf(params.purchaseId)])).values().next().value
      if (!row || !maySeeStore(ctx, await getStoreById(ctx, row.store_id))) throw purchaseNotFound()
      return show(ctx, row.id)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/purchases/:reference',
    operationId: 'getPurchaseByReference',
    summary: 'One purchase by the number of its receipt',
    tag: 'purchases',
    access: { scope: 'purchases:read' },
    errors: [...storeErrors, purchaseNotFound],
    params: StorePurchaseParams,
    response: PurchaseView,
    async handler(ctx, { params }) {
      const store = await actingStore(ctx, params.storeCode)
      const key = purchaseKey(store.id, params.reference)
      const id = (await findPurchaseIds(reader(ctx), [key])).get(keyName(key))
      if (!id) throw purchaseNotFound()
      return show(ctx, id)
    },
  })
}

function buyerSide(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/me/purchases',
    operationId: 'listMyPurchases',
    summary: 'My purchases of all stores, the newest first',
    tag: 'wallet',
    access: { buyer: true },
    query: MyPurchaseQuery,
    response: PurchasePage,
    async handler(ctx, { query }) {
      const storeId =
        query.storeCode === undefined ? undefined : ((await findStore(ctx, query.storeCode))?.id ?? nobody)
      const rows = await listHeldPurchases(reader(ctx), buyer(ctx), {
        ...query,
        storeId,
        after: readCursor(query.cursor, instantKey),
      })
      return summaries(ctx, rows, query.limit)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/purchase-totals',
    operationId: 'totalMyPurchases',
    summary: 'What I spent, by store and currency',
    tag: 'wallet',
    access: { buyer: true },
    query: MyTotalsQuery,
    response: PurchaseTotals,
    async handler(ctx, { query }) {
      const storeId =
        query.storeCode === undefined ? undefined : ((await findStore(ctx, query.storeCode))?.id ?? nobody)
      const totals = await totalHeldPurchases(reader(ctx), buyer(ctx), { ...query, storeId })
      const stores = await storesOf(
        ctx,
        totals.map((total) => total.store_id),
      )
      const items = totals.flatMap(({ store_id, ...total }) => {
        const store = stores.get(store_id)
        return store ? [{ ...total, store: storeName(store) }] : []
      })
      return { items, nextCursor: null }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/purchases/:purchaseId',
    operationId: 'getMyPurchase',
    summary: 'One of my purchases',
    tag: 'wallet',
    access: { buyer: true },
    errors: [purchaseNotFound],
    params: PurchaseParams,
    response: PurchaseView,
    async handler(ctx, { params }) {
      const [id] = await visiblePurchaseIds(reader(ctx), buyer(ctx), [idOf(params.purchaseId)])
      if (!id) throw purchaseNotFound()
      return show(ctx, id)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/unproven-purchases',
    operationId: 'listUnprovenPurchases',
    summary: 'How many purchases wait for one fact more',
    tag: 'wallet',
    access: { buyer: true },
    response: UnprovenPurchases,
    async handler(ctx) {
      const rows = await listUnproven(reader(ctx), buyer(ctx))
      const stores = await storesOf(
        ctx,
        rows.map((row) => row.store_id),
      )
      const counts = new Map<
        string,
        { store: ReturnType<typeof storeName>; count: number; reason: (typeof reasons)[keyof typeof reasons] }
      >()
      for (const row of rows) {
        const store = stores.get(row.store_id)
        if (!store) continue
        const reason = reasons[row.via as keyof typeof reasons] ?? 'older_than_180_days'
        const key = `${row.store_id} ${reason}`
        const entry = counts.get(key) ?? { store: storeName(store), count: 0, reason }
        counts.set(key, { ...entry, count: entry.count + 1 })
      }
      return { items: [...counts.values()], nextCursor: null }
    },
  })
}

const reasons = {
  email: 'older_than_180_days',
  phone: 'found_by_phone',
  account: 'found_by_account',
} as const
/** No store has this id, so a filter by an unknown store finds nothing. */
const nobody = '00000000-0000-8000-8000-000000000000'

function idOf(text: string): PurchaseId {
  const id = parsePublicId('pur', text)
  if (!id) throw purchaseNotFound()
  return id
}

async function show(ctx: Context, id: PurchaseId) {
  const row = (await findPurchases(reader(ctx), [id])).get(id)
  if (!row) throw purchaseNotFound()
  const lines = await findLines(reader(ctx), [id])
  return purchaseView(row, lines.get(id) ?? [], await getStoreById(ctx, row.store_id))
}

async function summaries(ctx: Context, rows: Summary[], limit: number) {
  const { rows: kept, nextCursor } = page(rows, limit, (row) => [row.purchased_at, row.id])
  const stores = await storesOf(
    ctx,
    kept.map((row) => row.store_id),
  )
  const items = kept.flatMap((row) => {
    const store = stores.get(row.store_id)
    return store ? [purchaseSummary(row, store)] : []
  })
  return { items, nextCursor }
}
