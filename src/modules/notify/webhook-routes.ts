import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { storeNotFound, storeNotYours } from '#modules/identity/index.ts'
import { reader, seller } from '#platform/context.ts'
import { publicId } from '#platform/ids.ts'
import { PageQuery, instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { changeWebhookEndpoint } from './change-webhook-endpoint.ts'
import { createWebhookEndpoint } from './create-webhook-endpoint.ts'
import { endpointOf, endpointView } from './held-endpoint.ts'
import { pauseWebhookEndpoint } from './pause-webhook-endpoint.ts'
import { removeWebhookEndpoint } from './remove-webhook-endpoint.ts'
import { replayWebhookMessage } from './replay-webhook-message.ts'
import { resumeWebhookEndpoint } from './resume-webhook-endpoint.ts'
import { rotateWebhookSecret } from './rotate-webhook-secret.ts'
import { testWebhookEndpoint } from './test-webhook-endpoint.ts'
import { tooManyWebhookEndpoints, webhookEndpointNotActive } from './webhook-errors.ts'
import type { LoggedMessage } from './webhook-queries.ts'
import { listEndpoints, listWebhookMessages } from './webhook-queries.ts'
import {
  WebhookEndpointChange,
  WebhookEndpointInput,
  WebhookEndpointPage,
  WebhookEndpointParams,
  WebhookEndpointView,
  WebhookEndpointWithSecret,
  WebhookMessagePage,
  WebhookMessageParams,
  WebhookMessageView,
} from './webhook-schemas.ts'
import { webhookTopics } from './webhook-topics.ts'

const read = { scope: 'webhooks:read' } as const
const write = { scope: 'webhooks:write' } as const
const one = '/v1/webhook-endpoints/:endpointId'
const secretOnce = 'Its answer holds a secret that is stored nowhere in clear, so it cannot be given again.'

export function webhookRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/webhook-endpoints',
    operationId: 'createWebhookEndpoint',
    summary: 'Add an address that is told of events',
    description: `Messages follow Standard Webhooks 1.0.0; the secret is shown this once. Topics: ${webhookTopics.join(', ')}; or a beginning with a star, such as \`claim.*\`.`,
    tag: 'webhooks',
    access: write,
    errors: [storeNotFound, storeNotYours, tooManyWebhookEndpoints],
    body: WebhookEndpointInput,
    status: 201,
    response: WebhookEndpointWithSecret,
    notIdempotent: secretOnce,
    handler: (ctx, { body }) => createWebhookEndpoint(ctx, body),
  })
  route(app, {
    method: 'GET',
    url: '/v1/webhook-endpoints',
    operationId: 'listWebhookEndpoints',
    summary: 'List webhook endpoints by age, without their secrets',
    tag: 'webhooks',
    access: read,
    response: WebhookEndpointPage,
    async handler(ctx) {
      const { organisationId, storeIds } = seller(ctx)
      const rows = await listEndpoints(reader(ctx), organisationId, storeIds && [...storeIds])
      return { items: await Promise.all(rows.map((row) => endpointView(ctx, row))), nextCursor: null }
    },
  })
  route(app, {
    method: 'GET',
    url: one,
    operationId: 'getWebhookEndpoint',
    summary: 'A webhook endpoint',
    tag: 'webhooks',
    access: read,
    params: WebhookEndpointParams,
    response: WebhookEndpointView,
    handler: async (ctx, { params }) =>
      endpointView(ctx, await endpointOf(reader(ctx), ctx, params.endpointId)),
  })
  route(app, {
    method: 'PATCH',
    url: one,
    operationId: 'changeWebhookEndpoint',
    summary: 'Change the address or the topics of a webhook endpoint',
    tag: 'webhooks',
    access: write,
    params: WebhookEndpointParams,
    body: WebhookEndpointChange,
    response: WebhookEndpointView,
    handler: async (ctx, { params, body }) =>
      endpointView(ctx, await changeWebhookEndpoint(ctx, params.endpointId, body)),
  })
  route(app, {
    method: 'POST',
    url: `${one}/pause`,
    operationId: 'pauseWebhookEndpoint',
    summary: 'Stop deliveries to a webhook endpoint',
    description: 'What waits goes on waiting; of what happens meanwhile no message is made.',
    tag: 'webhooks',
    access: write,
    errors: [webhookEndpointNotActive],
    params: WebhookEndpointParams,
    response: WebhookEndpointView,
    handler: async (ctx, { params }) => endpointView(ctx, await pauseWebhookEndpoint(ctx, params.endpointId)),
  })
  route(app, {
    method: 'POST',
    url: `${one}/resume`,
    operationId: 'resumeWebhookEndpoint',
    summary: 'Resume deliveries to a webhook endpoint that is paused or disabled',
    tag: 'webhooks',
    access: write,
    params: WebhookEndpointParams,
    response: WebhookEndpointView,
    handler: async (ctx, { params }) =>
      endpointView(ctx, await resumeWebhookEndpoint(ctx, params.endpointId)),
  })
  route(app, {
    method: 'POST',
    url: `${one}/rotate-secret`,
    operationId: 'rotateWebhookSecret',
    summary: 'Make a new secret; for 24 hours messages are signed with the one before too',
    tag: 'webhooks',
    access: write,
    params: WebhookEndpointParams,
    response: WebhookEndpointWithSecret,
    notIdempotent: secretOnce,
    handler: (ctx, { params }) => rotateWebhookSecret(ctx, params.endpointId),
  })
  route(app, {
    method: 'DELETE',
    url: one,
    operationId: 'removeWebhookEndpoint',
    summary: 'Remove a webhook endpoint; what waits for it is given up',
    tag: 'webhooks',
    access: write,
    params: WebhookEndpointParams,
    response: WebhookEndpointView,
    handler: async (ctx, { params }) =>
      endpointView(ctx, await removeWebhookEndpoint(ctx, params.endpointId)),
  })
  route(app, {
    method: 'POST',
    url: `${one}/test`,
    operationId: 'testWebhookEndpoint',
    summary: 'Send a message about nothing, `webhook.test`',
    tag: 'webhooks',
    access: write,
    errors: [webhookEndpointNotActive],
    params: WebhookEndpointParams,
    status: 201,
    response: WebhookMessageView,
    handler: async (ctx, { params }) => messageView(await testWebhookEndpoint(ctx, params.endpointId)),
  })
  route(app, {
    method: 'GET',
    url: `${one}/messages`,
    operationId: 'listWebhookMessages',
    summary: 'Messages to a webhook endpoint with their attempts, the newest first',
    tag: 'webhooks',
    access: read,
    params: WebhookEndpointParams,
    query: PageQuery,
    response: WebhookMessagePage,
    async handler(ctx, { params, query: { limit, cursor } }) {
      const endpoint = await endpointOf(reader(ctx), ctx, params.endpointId)
      const after = readCursor(cursor, instantKey)
      const found = await listWebhookMessages(reader(ctx), endpoint.id, { after, limit: limit + 1 })
      const { rows, nextCursor } = page(found, limit, (row) => [row.created_at, row.id])
      return { items: rows.map(messageView), nextCursor }
    },
  })
  route(app, {
    method: 'POST',
    url: `${one}/messages/:messageId/replay`,
    operationId: 'replayWebhookMessage',
    summary: 'Send a message again, with the same id',
    tag: 'webhooks',
    access: write,
    errors: [webhookEndpointNotActive],
    params: WebhookMessageParams,
    response: WebhookMessageView,
    handler: async (ctx, { params }) => messageView(await replayWebhookMessage(ctx, params)),
  })
}

function messageView(message: LoggedMessage): z.input<typeof WebhookMessageView> {
  return {
    id: publicId('whm', message.id),
    topic: message.topic,
    body: message.body,
    state: message.state,
    nextAt: message.next_at,
    createdAt: message.created_at,
    endedAt: message.ended_at,
    attempts: message.log.map(({ at, status, milliseconds, error }) => ({
      at: Temporal.Instant.from(at).toString({ fractionalSecondDigits: 3 }),
      status,
      milliseconds,
      error,
    })),
  }
}
