import { defineError } from '#platform/errors.ts'

/** An organisation has at most this many that are not removed. */
export const mostEndpoints = 10

export const tooManyWebhookEndpoints = defineError(
  'too_many_webhook_endpoints',
  409,
  () => `An organisation has ${mostEndpoints} webhook endpoints at most. Remove one first.`,
)
export const webhookEndpointNotActive = defineError(
  'webhook_endpoint_not_active',
  409,
  (state: string) => `The endpoint is ${state}; resume it first.`,
)
