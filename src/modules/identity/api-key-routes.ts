import type { FastifyInstance } from 'fastify'
import { seller } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { parsePublicId } from '#platform/ids.ts'
import { PageQuery } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { apiKeyView, listApiKeys } from './api-keys.ts'
import { createApiKey } from './create-api-key.ts'
import { scopeNotYours, storeNotFound, storeNotYours } from './errors.ts'
import { revokeApiKey } from './revoke-api-key.ts'
import { ApiKeyInput, ApiKeyPage, ApiKeyParams, ApiKeyView, CreatedApiKey } from './schemas.ts'

export function apiKeyRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/api-keys',
    operationId: 'createApiKey',
    summary: 'Make an API key',
    description:
      'Of one store, or of the whole organisation without `storeCode`. The secret is shown this once. Nobody gives scopes or stores that they do not have.',
    tag: 'keys',
    access: { scope: 'keys:write' },
    errors: [scopeNotYours, storeNotFound, storeNotYours],
    body: ApiKeyInput,
    status: 201,
    response: CreatedApiKey,
    notIdempotent: 'Its answer holds a secret that is stored nowhere, so it cannot be given again.',
    handler: (ctx, { body }) => createApiKey(ctx, seller(ctx).organisationId, body),
  })
  route(app, {
    method: 'GET',
    url: '/v1/api-keys',
    operationId: 'listApiKeys',
    summary: 'List API keys by age, without their secrets',
    tag: 'keys',
    access: { scope: 'keys:read' },
    query: PageQuery,
    response: ApiKeyPage,
    handler: (ctx, { query }) => listApiKeys(ctx, query),
  })
  route(app, {
    method: 'POST',
    url: '/v1/api-keys/:keyId/revoke',
    operationId: 'revokeApiKey',
    summary: 'End an API key at once and for good',
    tag: 'keys',
    access: { scope: 'keys:write' },
    params: ApiKeyParams,
    response: ApiKeyView,
    async handler(ctx, { params }) {
      const id = parsePublicId('key', params.keyId)
      if (!id) throw notFound('such key')
      return apiKeyView(ctx, await revokeApiKey(ctx, id))
    },
  })
}
