import type { components } from '#api/schema.d.ts'

type Schemas = components['schemas']
export type Endpoint = Schemas['WebhookEndpoint']
export type EndpointWithSecret = Schemas['WebhookEndpointWithSecret']
export type Message = Schemas['WebhookMessage']

/** What can be listened to; a star stands for all of one kind. */
export const topics = [
  '*',
  'purchase.*',
  'contract.*',
  'claim.*',
  'settlement.changed',
  'payment.changed',
  'refund.changed',
  'coupon.used',
] as const
