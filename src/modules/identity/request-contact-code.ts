import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { buyer } from '#platform/context.ts'
import { contactKey, contactOf } from './contacts.ts'
import { contactYoursAlready } from './errors.ts'
import { sendCode } from './exchange-codes.ts'
import { pseudonym } from './one-time-codes.ts'
import { listContacts } from './queries.ts'
import type { AddContactCodeInput } from './schemas.ts'

/** Sends a code to a further contact of the signed-in person. @throws contactYoursAlready, signInCodeTooSoon */
export async function requestContactCode(
  ctx: Context,
  { contact: input, language }: z.output<typeof AddContactCodeInput>,
) {
  const { purchaserId, mode } = buyer(ctx)
  const contact = contactOf(input)
  const { hash } = contactKey(ctx, mode, contact)
  const own = await listContacts(ctx.db, purchaserId)
  if (own.some((row) => row.provenAt !== null && row.hash.equals(hash))) throw contactYoursAlready()
  const address = pseudonym(ctx, `person ${purchaserId}`, mode, contact)
  return sendCode(ctx, { address, contact, known: true, mode, template: 'contact_code', language })
}
