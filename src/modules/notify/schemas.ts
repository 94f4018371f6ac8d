import { z } from 'zod'
import { InstantOutput } from '#platform/dates.ts'
import { pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'

export const MailboxMessage = z
  .object({
    id: idText('msg'),
    channel: z.enum(['email', 'sms']),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    at: InstantOutput,
  })
  .meta({ id: 'MailboxMessage' })
export const MailboxPage = pageOf(MailboxMessage, 'MailboxPage')
export const MailboxQuery = z.object({
  to: text(254).optional().meta({ description: 'Only messages to this e-mail address or phone number' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
