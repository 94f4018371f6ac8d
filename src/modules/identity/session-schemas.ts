import { z } from 'zod'
import { InstantOutput } from '#platform/dates.ts'
import { pageOf } from '#platform/paging.ts'
import { idText } from '#platform/text.ts'

export const SessionView = z
  .object({
    id: idText('ses'),
    createdAt: InstantOutput,
    ip: z.string().nullable(),
    /** What the browser said of itself, by known names. */
    device: z.object({ browser: z.string().nullable(), system: z.string().nullable() }),
    /** When the second factor was given; null for buyers, who have none. */
    secondFactorAt: InstantOutput.nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' })
export const SessionPage = pageOf(SessionView, 'SessionPage')
export const SessionParams = z.object({ sessionId: idText('ses') })
