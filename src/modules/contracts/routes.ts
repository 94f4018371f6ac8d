import type { FastifyInstance } from 'fastify'
import {
  actingStoreIds,
  organisationNow,
  storeNotFound,
  storeNotYours,
  storesOf,
} from '#modules/identity/index.ts'
import { getPlanVersion } from '#modules/plans/index.ts'
import { visiblePurchaseIds } from '#modules/purchases/index.ts'
import { parseNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import { parsePublicId } from '#platform/ids.ts'
import { dayKey, instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { contractChangeRoutes } from './change-routes.ts'
import { contractNotFound } from './errors.ts'
import { ContractLimits, LimitsQuery } from './limit-schemas.ts'
import type { Contract } from './queries.ts'
import { findContractByNumber, listContractsHeld, listStoreContracts } from './queries.ts'
import {
  ContractNumberParams,
  ContractPage,
  ContractParams,
  ContractQuery,
  ContractView,
  MyContractQuery,
} from './schemas.ts'
import { contractOfBuyer, contractOfSeller, seenBySeller, showContract, showLimits } from './show-contract.ts'
import { contractSummary } from './views.ts'

export function contractRoutes(app: FastifyInstance): void {
  buyerRoutes(app)
  contractChangeRoutes(app)
  route(app, {
    method: 'GET',
    url: '/v1/contracts',
    operationId: 'listContracts',
    summary: "The stores' contracts, the newest first; of one buyer or purchase where asked",
    tag: 'contracts',
    access: { scope: 'contracts:read' },
    errors: [storeNotFound, storeNotYours],
    query: ContractQuery,
    response: ContractPage,
    async handler(ctx, { query }) {
      const storeIds = await actingStoreIds(ctx, query.storeCode)
      const rows = await listStoreContracts(reader(ctx), {
        storeIds,
        purchaserId: query.purchaserId === undefined ? undefined : parsePublicId('per', query.purchaserId),
        purchaseId: query.purchaseId === undefined ? undefined : parsePublicId('pur', query.purchaseId),
        state: query.state,
        after: readCursor(query.cursor, instantKey),
        limit: query.limit,
      })
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.issued_at, row.id])
      return { items: await summaries(ctx, kept), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/contracts/by-number/:number',
    operationId: 'getContractByNumber',
    summary: 'One contract by its warranty number',
    tag: 'contracts',
    access: { scope: 'contracts:read' },
    errors: [contractNotFound],
    params: ContractNumberParams,
    response: ContractView,
    async handler(ctx, { params }) {
      const parsed = parseNumber(params.number)
      const row = parsed && (await findContractByNumber(reader(ctx), parsed.number, parsed.bucket))
      return showContract(ctx, await seenBySeller(ctx, row))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/contracts/:contractId',
    operationId: 'getContract',
    summary: 'One contract',
    tag: 'contracts',
    access: { scope: 'contracts:read' },
    errors: [contractNotFound],
    params: ContractParams,
    response: ContractView,
    handler: async (ctx, { params }) => showContract(ctx, await contractOfSeller(ctx, params.contractId)),
  })
  route(app, {
    method: 'GET',
    url: '/v1/contracts/:contractId/limits',
    operationId: 'getContractLimits',
    summary: "What a contract's limits leave on a day",
    tag: 'contracts',
    access: { scope: 'contracts:read' },
    errors: [contractNotFound],
    params: ContractParams,
    query: LimitsQuery,
    response: ContractLimits,
    handler: async (ctx, { params, query }) =>
      showLimits(ctx, await contractOfSeller(ctx, params.contractId), query),
  })
}

function buyerRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/me/contracts',
    operationId: 'listMyContracts',
    summary: 'My covers of all stores, those that last longest first',
    tag: 'wallet',
    access: { buyer: true },
    query: MyContractQuery,
    response: ContractPage,
    async handler(ctx, { query }) {
      const among = query.purchaseId === undefined ? undefined : parsePublicId('pur', query.purchaseId)
      const ids = await visiblePurchaseIds(reader(ctx), buyer(ctx), among && [among])
      const rows = await listContractsHeld(reader(ctx), ids, readCursor(query.cursor, dayKey), query.limit)
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.ends_on, row.id])
      return { items: await summaries(ctx, kept), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/contracts/:contractId',
    operationId: 'getMyContract',
    summary: 'One of my covers, with its terms',
    tag: 'wallet',
    access: { buyer: true },
    errors: [contractNotFound],
    params: ContractParams,
    response: ContractView,
    handler: async (ctx, { params }) => showContract(ctx, await contractOfBuyer(ctx, params.contractId)),
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/contracts/:contractId/limits',
    operationId: 'getMyContractLimits',
    summary: "What my cover's limits leave on a day",
    tag: 'wallet',
    access: { buyer: true },
    errors: [contractNotFound],
    params: ContractParams,
    query: LimitsQuery,
    response: ContractLimits,
    handler: async (ctx, { params, query }) =>
      showLimits(ctx, await contractOfBuyer(ctx, params.contractId), query),
  })
}

async function summaries(ctx: Context, rows: readonly Contract[]) {
  const stores = await storesOf(
    ctx,
    rows.map((row) => row.store_id),
  )
  const items = []
  for (const row of rows) {
    const store = stores.get(row.store_id)
    if (!store) continue
    const today = dayIn(store.timeZone, await organisationNow(ctx, store.organisationId))
    items.push(contractSummary(row, store, await getPlanVersion(ctx, row.plan_id, row.plan_version), today))
  }
  return items
}
