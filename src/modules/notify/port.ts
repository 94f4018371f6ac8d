import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Recipient } from '#platform/messages.ts'

export type Channel = 'email' | 'sms'

/** One message as a carrier gets it. */
export type Outgoing = {
  id: string
  mode: Mode
  channel: Channel
  to: Recipient
  subject: string
  text: string
}

/** Something that brings messages to people: a mail server, a provider of SMS, the mailbox page. */
export type Carrier = {
  readonly name: string
  /** @throws where sending again later can help */
  send(ctx: Context, message: Outgoing): Promise<void>
}
