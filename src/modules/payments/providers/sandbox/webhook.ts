import { z } from 'zod'
import { parseJson } from '#platform/body.ts'
import type { Context } from '#platform/context.ts'
import type { AttemptId } from '#platform/ids.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { sameSecret } from '#platform/secrets.ts'
import { idText, text } from '#platform/text.ts'
import { webhookRefused } from '../../errors.ts'
import type { Provider } from '../../port.ts'

export const signatureHeader = 'sandbox-signature'
const Message = z.strictObject({ attempt: idText('att'), id: text(60) })

/** The sandbox signs its messages with a key that its books and we share. */
export const readEvent: Provider['readEvent'] = async (ctx, _storeId, headers, raw) => {
  const given = Buffer.from(headers[signatureHeader] ?? '', 'hex')
  if (!sameSecret(given, signatureOf(ctx, raw))) throw webhookRefused()
  const message = Message.safeParse(parseJson(raw))
  if (!message.success) throw webhookRefused()
  const attemptId = parsePublicId('att', message.data.attempt) ?? null
  return { eventId: message.data.id, attemptId, verified: true }
}

/** A message of the sandbox's about an attempt, for tests and for trying things out. */
export function writeEvent(ctx: Context, eventId: string, attemptId: AttemptId) {
  const raw = Buffer.from(JSON.stringify({ attempt: publicId('att', attemptId), id: eventId }))
  return { headers: { [signatureHeader]: signatureOf(ctx, raw).toString('hex') }, raw }
}

function signatureOf(ctx: Context, raw: Buffer): Buffer {
  return ctx.secrets.keyedHash('sandbox-webhook', raw.toString('latin1'))
}
