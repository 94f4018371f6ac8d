import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { DeclaredError } from '#platform/errors.ts'
import type { SettlementId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { voidTooLate } from './errors.ts'
import { seenSettlement, sellerMay } from './may-see.ts'
import { previewSettlementRefund } from './preview-settlement-refund.ts'
import { refundSettlement } from './refund-settlement.ts'
import { refundErrors } from './refusals.ts'
import { RefundInput, RefundPreview, RefundPreviewInput, VoidInput } from './refund-schemas.ts'
import { SettlementParams, SettlementView } from './schemas.ts'
import { settlementView } from './views.ts'
import { voidSettlement } from './void-settlement.ts'

export function refundRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/settlements/:settlementId/refund-preview',
    operationId: 'previewSettlementRefund',
    summary: 'What would come back, to which means of payment, and which covers would end',
    tag: 'settlements',
    access: { scope: 'settlements:write' },
    errors: refundErrors,
    params: SettlementParams,
    body: RefundPreviewInput,
    response: RefundPreview,
    notIdempotent: 'Nothing is written.',
    handler: (ctx, { params, body }) =>
      previewSettlementRefund(ctx, parsePublicId('stl', params.settlementId), body),
  })
  backRoute(app, {
    path: 'refund',
    operationId: 'refundSettlement',
    summary: 'Gives back lines or units of a settlement, or all that is left of it',
    description:
      'Money goes back by the means by which it came, in proportion. The same reference again answers the same.',
    body: RefundInput,
    errors: [],
    work: refundSettlement,
  })
  backRoute(app, {
    path: 'void',
    operationId: 'voidSettlement',
    summary: 'Undoes a whole settlement on the day on which it was made',
    description: 'Later, or once something has come back, a refund is asked for instead.',
    body: VoidInput,
    errors: [voidTooLate],
    work: voidSettlement,
  })
}

/** One way of giving back; the answer is the settlement as it stands then. */
function backRoute<B extends z.ZodType>(
  app: FastifyInstance,
  spec: {
    path: string
    operationId: string
    summary: string
    description: string
    body: B
    errors: readonly DeclaredError[]
    work: (ctx: Context, id: SettlementId | undefined, body: z.output<B>) => Promise<void>
  },
): void {
  route(app, {
    method: 'POST',
    url: `/v1/settlements/:settlementId/${spec.path}`,
    operationId: spec.operationId,
    summary: spec.summary,
    description: spec.description,
    tag: 'settlements',
    access: { scope: 'settlements:write' },
    errors: [...refundErrors, ...spec.errors],
    params: SettlementParams,
    body: spec.body,
    response: SettlementView,
    async handler(ctx, { params, body }) {
      const id = parsePublicId('stl', params.settlementId)
      await spec.work(ctx, id, body as z.output<B>)
      return settlementView(ctx, await seenSettlement(ctx, id, sellerMay))
    },
  })
}
