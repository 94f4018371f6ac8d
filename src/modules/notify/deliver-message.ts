import { dataKeysOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { Message } from '#platform/messages.ts'
import { openMessage } from '#platform/messages.ts'
import { mailboxCarrier } from './mailbox.ts'
import type { Carrier, Channel } from './port.ts'
import { smtpCarrier } from './smtp.ts'
import { write } from './templates.ts'

/** No carrier is set up for a live message; an operator has to mend the settings, then the retry sends it. */
class NoCarrier extends Error {}

/**
 * Brings one message to its recipient, once; called by the job that `sendMessage` left. One for a person who was
 * erased meanwhile is dropped.
 */
export async function deliverMessage(ctx: Context, job: { id: string; sealed: string }): Promise<void> {
  const message = openMessage(ctx, job)
  const { to, mode } = message
  if (!to) return
  if (message.dropAfter !== undefined && message.dropAfter < ctx.clock.now()) return
  if (message.purchaserId && (await dataKeysOf(ctx.db, ctx, [message.purchaserId])).size === 0) return
  const channel: Channel = to.kind === 'phone' ? 'sms' : 'email'
  const words = write(message)
  const carrier = carrierFor(ctx, message, channel)
  await carrier.send(ctx, {
    id: job.id,
    mode,
    channel,
    to,
    subject: words.subject,
    text: channel === 'sms' ? words.short : words.text,
  })
}

/** Test messages go to the mailbox alone; so do live ones on a machine that has nothing to send them with. */
function carrierFor(ctx: Context, { mode, template }: Message, channel: Channel): Carrier {
  if (mode === 'test') return mailboxCarrier
  const carrier = channel === 'email' ? mailCarrier(ctx) : smsCarriers[0]
  if (carrier) return carrier
  if (ctx.config.MAMORI_ENV !== 'production') return mailboxCarrier
  const missing = channel === 'email' ? 'SMTP_URL is not set' : 'no provider of SMS is built in'
  ctx.log.error({ channel, template }, `a live message cannot be sent: ${missing}`)
  throw new NoCarrier(missing)
}

/** Providers of SMS; none yet. A further one is a file that makes a `Carrier`. */
const smsCarriers: readonly Carrier[] = []

const mailCarriers = new Map<string, Carrier>()

function mailCarrier(ctx: Context): Carrier | undefined {
  const { SMTP_URL: url, MAIL_FROM: from } = ctx.config
  if (url === undefined) return undefined
  const key = `${url}\n${from}`
  let carrier = mailCarriers.get(key)
  if (!carrier) mailCarriers.set(key, (carrier = smtpCarrier(url, from)))
  return carrier
}
