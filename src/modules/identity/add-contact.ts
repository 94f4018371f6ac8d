import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { contactOf } from './contacts.ts'
import { guessCode } from './exchange-codes.ts'
import { pseudonym } from './one-time-codes.ts'
import { personView } from './people.ts'
import { addProvenContact } from './prove-contact.ts'
import type { AddContactInput, PersonView } from './schemas.ts'
import { dropSessions, removeSignInUser } from './sessions.ts'

/** Proves a further contact of the signed-in person with the code that was sent to it. @throws signInCodeWrong, contactYoursAlready */
export async function addContact(
  ctx: Context,
  { contact: input, code }: z.output<typeof AddContactInput>,
): Promise<z.input<typeof PersonView>> {
  const actor = buyer(ctx)
  const contact = contactOf(input)
  const { userId } = await guessCode(
    ctx,
    pseudonym(ctx, `person ${actor.purchaserId}`, actor.mode, contact),
    code,
  )
  const view = await inTransaction(ctx, async (tx) => {
    // The library knows codes only as sign-ins; this one proved a contact, and nobody got its session.
    await removeSignInUser(tx, userId)
    await addProvenContact(tx, ctx, actor, contact)
    await audit(tx, ctx, {
      bucket: bucketOf(actor.purchaserId),
      organisationId: null,
      entity: 'purchaser',
      entityId: actor.purchaserId,
      after: { contact: contact.kind },
    })
    return personView(tx, ctx, actor.purchaserId)
  })
  dropSessions(ctx)
  return view
}
