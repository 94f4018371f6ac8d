import type { FastifyInstance } from 'fastify'
import { normalEmail, normalPhone } from '#modules/identity/index.ts'
import { reader } from '#platform/context.ts'
import { invalidField, notFound } from '#platform/errors.ts'
import type { Recipient } from '#platform/messages.ts'
import { route } from '#platform/route.ts'
import { listMailbox } from './mailbox.ts'
import { MailboxPage, MailboxQuery } from './schemas.ts'
import { webhookRoutes } from './webhook-routes.ts'

export function notifyRoutes(app: FastifyInstance): void {
  webhookRoutes(app)
  route(app, {
    method: 'GET',
    url: '/v1/mailbox',
    operationId: 'listMailbox',
    summary: 'Messages kept rather than sent, the newest first',
    description:
      'What test organisations send, and everything on a development machine without a mail server. Not there in production.',
    tag: 'notify',
    access: { open: 'Development and test servers only; production answers 404.' },
    errors: [notFound],
    query: MailboxQuery,
    response: MailboxPage,
    async handler(ctx, { query }) {
      if (ctx.config.MAMORI_ENV === 'production') throw notFound('such address')
      const to = query.to === undefined ? undefined : recipientOf(query.to)
      return { items: await listMailbox(reader(ctx), ctx, { to, limit: query.limit }), nextCursor: null }
    },
  })
}

function recipientOf(typed: string): Recipient {
  if (typed.includes('@')) return { kind: 'email', value: normalEmail(typed) }
  const value = normalPhone(typed)
  if (value === undefined)
    throw invalidField('to', 'invalid_contact', 'must be an e-mail address or a phone number')
  return { kind: 'phone', value }
}
