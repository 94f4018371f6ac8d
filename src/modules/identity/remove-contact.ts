import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { notFound, unauthenticated } from '#platform/errors.ts'
import type { ContactId } from '#platform/ids.ts'
import { bucketOf, bucketOfText } from '#platform/ids.ts'
import { decrypt } from '#platform/secrets.ts'
import { lastContact } from './errors.ts'
import { pseudonym } from './one-time-codes.ts'
import { personView } from './people.ts'
import { listContacts, lockPurchaser } from './queries.ts'
import type { PersonView } from './schemas.ts'
import { dropSessions, endSignIn } from './sessions.ts'
import { markContactLeft, removeContactKey } from './writes.ts'

/**
 * Gives a contact up: what stores report under it from now on is somebody else's, and sessions that began with it
 * end, but for the one that asks.
 * @throws lastContact, notFound
 */
export async function removeContact(ctx: Context, id: ContactId): Promise<z.input<typeof PersonView>> {
  const { purchaserId, mode, sessionId } = buyer(ctx)
  const view = await inTransaction(ctx, async (tx) => {
    const person = await lockPurchaser(tx, purchaserId)
    if (!person) throw unauthenticated()
    const contacts = await listContacts(tx, purchaserId)
    const contact = contacts.find((row) => row.id === id)
    if (!contact) throw notFound('such contact')
    if (contact.provenAt !== null && contacts.filter((row) => row.provenAt !== null).length === 1)
      throw lastContact()
    await markContactLeft(tx, purchaserId, contact.hash, ctx.clock.now())
    await removeContactKey(
      tx,
      { hash: contact.hash, bucket: bucketOfText(contact.hash.toString('hex')) },
      purchaserId,
    )
    const value = decrypt(ctx.secrets.open(person.dataKey, purchaserId), contact.sealed, 'contact').toString()
    await endSignIn(tx, pseudonym(ctx, 'buyer', mode, { kind: contact.kind, value }), sessionId)
    await audit(tx, ctx, {
      bucket: bucketOf(purchaserId),
      organisationId: null,
      entity: 'contact',
      entityId: id,
      after: { left: true },
    })
    return personView(tx, ctx, purchaserId)
  })
  dropSessions(ctx)
  return view
}
