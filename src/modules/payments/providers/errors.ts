import { defineError } from '#platform/errors.ts'

/** For what cannot be the provider's: a wrong or old signature, another merchant's message, no message at all. */
export const webhookRefused = defineError('webhook_refused', 400, (why: string) => why)
