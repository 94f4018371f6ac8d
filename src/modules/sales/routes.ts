import type { FastifyInstance } from 'fastify'
import { actingStore, buyerUnknown, storeNotFound, storeNotYours } from '#modules/identity/index.ts'
import {
  PurchaseInput,
  lineAmountMismatch,
  originalUnknown,
  purchaseConflict,
  purchaseVoided,
  returnExceedsPurchase,
  revisionGap,
  revisionNotPossible,
} from '#modules/purchases/index.ts'
import type { Services } from '#platform/context.ts'
import { inTransaction, systemContext } from '#platform/context.ts'
import { unsupportedMediaType } from '#platform/errors.ts'
import { gatheredWrite } from '#platform/gathered-write.ts'
import { isStream, route } from '#platform/route.ts'
import { serializer } from '#platform/serializer.ts'
import { recordBatch } from './record-batch.ts'
import type { Sale, SaleOutcome } from './record-purchases.ts'
import { recordPurchases } from './record-purchases.ts'
import { BatchAnswer, RecordedPurchase } from './schemas.ts'
import { recordedPurchase } from './views.ts'

const recordErrors = [
  storeNotFound,
  storeNotYours,
  buyerUnknown,
  purchaseConflict,
  revisionNotPossible,
  revisionGap,
  lineAmountMismatch,
  returnExceedsPurchase,
  originalUnknown,
  purchaseVoided,
]

export function salesRoutes(app: FastifyInstance, services: Services): void {
  const together = systemContext(services, 'recordPurchase', 'http')
  const record = gatheredWrite((sales: readonly Sale[]) =>
    inTransaction(together, (tx) => recordPurchases(tx, together, sales)),
  )
  const writeAnswer = serializer(BatchAnswer, services.config.MAMORI_ENV === 'test')
  route(app, {
    method: 'POST',
    url: '/v1/purchases',
    operationId: 'recordPurchase',
    summary: 'Report a sale, return or void, with the covers sold',
    description:
      'Idempotent by store and reference: the same report again answers the same and adds nothing. Codes become names by the catalogue of the store; one contract is issued per covered unit in the same transaction.',
    tag: 'purchases',
    access: { scope: 'purchases:write' },
    errors: recordErrors,
    body: PurchaseInput,
    bodyLimit: 4 * 1024 * 1024,
    status: 201,
    response: RecordedPurchase,
    async handler(ctx, { body }, _request, reply) {
      const store = await actingStore(ctx, body.storeCode)
      const sale = { store, input: body, by: { actor: ctx.actor, origin: ctx.origin } }
      const outcome = ctx.tx
        ? ((await recordPurchases(ctx.tx, ctx, [sale]))[0] as SaleOutcome)
        : await record(sale)
      if ('problem' in outcome) throw outcome.problem
      if (outcome.sale.replayed) reply.header('idempotency-replayed', 'true')
      return recordedPurchase(ctx, outcome.sale)
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/purchases/batch',
    operationId: 'recordPurchaseBatch',
    summary: 'Report purchases as an NDJSON stream of any length',
    description:
      'One purchase a line, one answer line for each, written while the body is read. Rows are idempotent by store and reference, so a broken stream is sent again whole.',
    tag: 'purchases',
    access: { scope: 'purchases:write' },
    streams: { 'application/x-ndjson': PurchaseInput },
    answersAs: 'application/x-ndjson',
    notIdempotent: 'Its rows are idempotent by store and reference.',
    response: BatchAnswer,
    async handler(ctx, _input, request, reply) {
      if (!isStream(request)) throw unsupportedMediaType('application/x-ndjson')
      await recordBatch(ctx, request, reply, writeAnswer)
      return reply
    },
  })
}
