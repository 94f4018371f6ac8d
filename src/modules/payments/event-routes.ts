import type { FastifyInstance } from 'fastify'
import { Done, storeNotFound } from '#modules/identity/index.ts'
import { malformedBody } from '#platform/errors.ts'
import { route } from '#platform/route.ts'
import { providerUnknown, webhookRefused } from './errors.ts'
import { receiveProviderEvent } from './receive-provider-event.ts'
import { ProviderEventParams } from './schemas.ts'

/** Signatures are made over bytes, so bodies are kept as they came: in a part of the server that parses none. */
export function providerEventRoutes(app: FastifyInstance): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    route(scope, {
      method: 'POST',
      url: '/v1/providers/:provider/stores/:storeCode/events',
      operationId: 'receiveProviderEvent',
      summary: 'Takes a message of a payment provider, and then asks what became of the payment',
      tag: 'payments',
      access: { open: 'The provider’s signature proves whose message it is; by itself none moves money.' },
      errors: [providerUnknown, storeNotFound, webhookRefused],
      params: ProviderEventParams,
      response: Done,
      bodyLimit: 256 * 1024,
      notIdempotent: 'A message is taken once by its own id.',
      async handler(ctx, { params }, request) {
        if (!Buffer.isBuffer(request.body)) throw malformedBody('There is no body.')
        await receiveProviderEvent(ctx, params, request.headers, request.body)
        return { done: true as const }
      },
    })
  })
}
