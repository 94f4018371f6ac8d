import { z } from 'zod'
import { defineJob } from '#platform/jobs.ts'

/** One attempt to bring one message; what comes after it is decided by its outcome. */
export const deliverWebhookJob = defineJob('notify.deliver-webhook', z.object({ id: z.uuid() }))
