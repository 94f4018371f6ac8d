import { z } from 'zod'
import { StoreCode } from '#modules/identity/index.ts'
import { InstantOutput } from '#platform/dates.ts'
import { pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'
import { listensTo, webhookTopics } from './webhook-topics.ts'

const Topic = text(60)
  .refine((topic) => webhookTopics.some((known) => listensTo([topic], known)), {
    error: `must be one of ${webhookTopics.join(', ')}, or its beginning with a star such as claim.*`,
    params: { code: 'unknown_topic' },
  })
  .meta({ examples: ['claim.changed', 'contract.*'] })
const Topics = z.array(Topic).min(1).max(50)

export const WebhookUrl = text(2000).meta({ examples: ['https://shop.example/mamori-webhooks'] })
export const WebhookEndpointInput = z
  .strictObject({
    url: WebhookUrl,
    topics: Topics,
    storeCode: StoreCode.nullable()
      .default(null)
      .meta({ description: 'Only what concerns this store; without it every store of the organisation' }),
  })
  .meta({ id: 'WebhookEndpointRequest' })
export const WebhookEndpointChange = z
  .strictObject({ url: WebhookUrl.optional(), topics: Topics.optional() })
  .meta({ id: 'WebhookEndpointChange' })
export const WebhookEndpointView = z
  .object({
    id: idText('whe'),
    url: z.string(),
    topics: z.array(z.string()),
    storeCode: z.string().nullable(),
    state: z.enum(['active', 'paused', 'disabled']),
    disabledReason: z.string().nullable(),
    previousSecretUntil: InstantOutput.nullable().meta({
      description: 'Until then messages carry a signature of the secret before too',
    }),
    createdAt: InstantOutput,
  })
  .meta({ id: 'WebhookEndpoint' })
export const WebhookEndpointPage = pageOf(WebhookEndpointView, 'WebhookEndpointPage')
export const WebhookEndpointWithSecret = WebhookEndpointView.extend({
  secret: z.string().meta({ description: 'Shown this once', examples: ['whsec_…'] }),
}).meta({ id: 'WebhookEndpointWithSecret' })
export const WebhookEndpointParams = z.object({ endpointId: text(60) })
export const WebhookMessageParams = WebhookEndpointParams.extend({ messageId: text(60) })

export const WebhookAttempt = z
  .object({
    at: InstantOutput,
    status: z.int().nullable().meta({ description: 'null: no answer came' }),
    milliseconds: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'WebhookAttempt' })
export const WebhookMessageView = z
  .object({
    id: idText('whm').meta({ description: 'The `webhook-id` of every attempt' }),
    topic: z.string(),
    body: z.string().meta({ description: 'As it is sent, byte for byte' }),
    state: z.enum(['waiting', 'delivered', 'failed']),
    nextAt: InstantOutput.nullable(),
    createdAt: InstantOutput,
    endedAt: InstantOutput.nullable(),
    attempts: z.array(WebhookAttempt),
  })
  .meta({ id: 'WebhookMessage' })
export const WebhookMessagePage = pageOf(WebhookMessageView, 'WebhookMessagePage')
