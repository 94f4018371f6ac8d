import type { FastifyInstance } from 'fastify'
import { StoreParams, actingStore, storeNotFound, storeNotYours } from '#modules/identity/index.ts'
import { reader } from '#platform/context.ts'
import { instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { addCashMove } from './add-cash-move.ts'
import { closeRegisterDay } from './close-register-day.ts'
import { openRegisterDay } from './open-register-day.ts'
import { registerDayClosed, registerDayNotFound, registerDayOpen } from './register-errors.ts'
import { findOpenDay, listRegisterDays } from './register-queries.ts'
import {
  CashMoveInput,
  CloseRegisterInput,
  CurrentRegisterQuery,
  OpenRegisterInput,
  RegisterDayPage,
  RegisterDayParams,
  RegisterDayQuery,
  RegisterDayView,
} from './register-schemas.ts'
import { dayOf, registerDayRow, registerDayView } from './register-views.ts'

const ofStore = [storeNotFound, storeNotYours]

export function registerRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/stores/:storeCode/register-days',
    operationId: 'openRegisterDay',
    summary: 'Opens the day of a register with the cash in its drawer',
    tag: 'registers',
    access: { scope: 'settlements:write' },
    errors: [...ofStore, registerDayOpen],
    params: StoreParams,
    body: OpenRegisterInput,
    status: 201,
    response: RegisterDayView,
    async handler(ctx, { params, body }) {
      const store = await actingStore(ctx, params.storeCode)
      return registerDayView(ctx, store, await openRegisterDay(ctx, store, body))
    },
  })
  lookRoutes(app)
  route(app, {
    method: 'POST',
    url: '/v1/stores/:storeCode/register-days/:dayId/cash-moves',
    operationId: 'addCashMove',
    summary: 'Notes cash that was put into the drawer or taken out beside sales (入金・出金)',
    tag: 'registers',
    access: { scope: 'settlements:write' },
    errors: [...ofStore, registerDayNotFound, registerDayClosed],
    params: RegisterDayParams,
    body: CashMoveInput,
    status: 201,
    response: RegisterDayView,
    async handler(ctx, { params, body }) {
      const store = await actingStore(ctx, params.storeCode)
      return registerDayView(ctx, store, await addCashMove(ctx, store, params.dayId, body))
    },
  })
  closeRoutes(app)
}

function lookRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/register-days',
    operationId: 'listRegisterDays',
    summary: 'Days of the registers of a store, the newest first',
    tag: 'registers',
    access: { scope: 'settlements:read' },
    errors: ofStore,
    params: StoreParams,
    query: RegisterDayQuery,
    response: RegisterDayPage,
    async handler(ctx, { params, query }) {
      const store = await actingStore(ctx, params.storeCode)
      const rows = await listRegisterDays(reader(ctx), store.id, {
        register: query.register,
        after: readCursor(query.cursor, instantKey),
        limit: query.limit,
      })
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.opened_at, row.id])
      return { items: kept.map(registerDayRow), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/register-days/current',
    operationId: 'getCurrentRegisterDay',
    summary: 'The open day of a register, with what it took so far (点検)',
    tag: 'registers',
    access: { scope: 'settlements:read' },
    errors: [...ofStore, registerDayNotFound],
    params: StoreParams,
    query: CurrentRegisterQuery,
    response: RegisterDayView,
    async handler(ctx, { params, query }) {
      const store = await actingStore(ctx, params.storeCode)
      const row = await findOpenDay(reader(ctx), store.id, query.register)
      if (!row) throw registerDayNotFound()
      return registerDayView(ctx, store, row)
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/register-days/:dayId',
    operationId: 'getRegisterDay',
    summary: 'One day of a register; of a closed one the report as it stood',
    tag: 'registers',
    access: { scope: 'settlements:read' },
    errors: [...ofStore, registerDayNotFound],
    params: RegisterDayParams,
    response: RegisterDayView,
    async handler(ctx, { params }) {
      const store = await actingStore(ctx, params.storeCode)
      return registerDayView(ctx, store, await dayOf(reader(ctx), store, params.dayId))
    },
  })
}

function closeRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/stores/:storeCode/register-days/:dayId/close-preview',
    operationId: 'previewRegisterDayClose',
    summary: 'What closing with this count would say; nothing is closed',
    tag: 'registers',
    access: { scope: 'settlements:write' },
    errors: [...ofStore, registerDayNotFound, registerDayClosed],
    params: RegisterDayParams,
    body: CloseRegisterInput,
    response: RegisterDayView,
    notIdempotent: 'Nothing is written.',
    async handler(ctx, { params, body }) {
      const store = await actingStore(ctx, params.storeCode)
      const day = await dayOf(reader(ctx), store, params.dayId)
      if (day.closed_at !== null) throw registerDayClosed()
      return registerDayView(ctx, store, day, body.counted)
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/stores/:storeCode/register-days/:dayId/close',
    operationId: 'closeRegisterDay',
    summary: 'Closes the day with the cash that was counted, by coin and note (精算)',
    tag: 'registers',
    access: { scope: 'settlements:write' },
    errors: [...ofStore, registerDayNotFound, registerDayClosed],
    params: RegisterDayParams,
    body: CloseRegisterInput,
    response: RegisterDayView,
    async handler(ctx, { params, body }) {
      const store = await actingStore(ctx, params.storeCode)
      return registerDayView(ctx, store, await closeRegisterDay(ctx, store, params.dayId, body))
    },
  })
}
