import { randomBytes, randomInt } from 'node:crypto'
import type { BuyerActor, Mode } from '#platform/auth.ts'
import { newNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { insertRows } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { BUCKETS, bucketOf, newId } from '#platform/ids.ts'
import type { Recipient } from '#platform/messages.ts'
import { contactKey } from './contacts.ts'
import { contactYoursAlready } from './errors.ts'
import { contactProven } from './events.ts'
import { contactRow, purchaserRow } from './keep-new-buyers.ts'
import { pseudonym } from './one-time-codes.ts'
import type { ContactRow, PurchaserRow } from './queries.ts'
import { listContacts, lockPurchaser } from './queries.ts'
import { endSignIn, invalidateSessions } from './sessions.ts'
import * as writes from './writes.ts'

type Key = { hash: Buffer; bucket: number }
type Claim = { mode: Mode; contact: Recipient; key: Key; now: string }

/** How a contact stands with the person whose key row it has. */
type Standing = { person: PurchaserRow; contact: ContactRow | undefined }

/**
 * Whoever signs in with a contact: the person who proved it before; else the one whom stores know by it and whom
 * nobody claimed yet, who is thereby claimed; else somebody new, and the contact leaves a person who claimed
 * themselves by another contact and never proved this one.
 */
export async function personOfContact(
  tx: Tx,
  ctx: Context,
  mode: Mode,
  contact: Recipient,
): Promise<PurchaserId> {
  const claim = { mode, contact, key: contactKey(ctx, mode, contact), now: ctx.clock.now() }
  // A new person's bucket is chance: the contact's own bucket would tell the contact's hash from the id.
  const fresh = newId<'per'>(randomInt(BUCKETS))
  const owner = await writes.takeContactKey(tx, claim.key, contact.kind, fresh, claim.now)
  if (owner !== fresh) {
    const standing = await standingOf(tx, owner, claim.key)
    if (standing?.contact?.provenAt) return owner
    if (standing && !isClaimed(standing.person)) {
      await keepProof(tx, ctx, claim, standing)
      await publish(tx, contactProven, { purchaserId: owner, purchaserIds: [owner] })
      return owner
    }
    await writes.markContactLeft(tx, owner, claim.key.hash, claim.now)
    await writes.moveContactKey(tx, claim.key, fresh)
  }
  await insertPerson(tx, ctx, claim, fresh)
  await publish(tx, contactProven, { purchaserId: fresh, purchaserIds: [fresh] })
  return fresh
}

/**
 * Makes a further contact the signed-in person's. An identity that stores know by it and that nobody claimed is
 * linked, never merged. A contact that another person had proven leaves that person, and so do the sessions that
 * began with it.
 * @throws contactYoursAlready
 */
export async function addProvenContact(
  tx: Tx,
  ctx: Context,
  actor: BuyerActor,
  contact: Recipient,
): Promise<void> {
  const me = actor.purchaserId
  const claim = { mode: actor.mode, contact, key: contactKey(ctx, actor.mode, contact), now: ctx.clock.now() }
  const owner = await writes.takeContactKey(tx, claim.key, contact.kind, me, claim.now)
  if (owner !== me) await takeOver(tx, ctx, actor, claim, owner)
  const mine = await standingOf(tx, me, claim.key)
  if (!mine || mine.contact?.provenAt) throw contactYoursAlready()
  await keepProof(tx, ctx, claim, mine)
  await publish(tx, contactProven, { purchaserId: me, purchaserIds: [...actor.identities] })
}

async function takeOver(
  tx: Tx,
  ctx: Context,
  actor: BuyerActor,
  claim: Claim,
  owner: PurchaserId,
): Promise<void> {
  const me = actor.purchaserId
  const standing = await standingOf(tx, owner, claim.key)
  const isMine = actor.identities.includes(owner)
  if (standing && (isMine || !isClaimed(standing.person))) {
    await keepProof(tx, ctx, claim, standing)
    await writes.insertLink(tx, me, owner, claim.now)
    await publish(tx, contactProven, {
      purchaserId: owner,
      purchaserIds: [...new Set([...actor.identities, owner])],
    })
    await invalidateSessions(tx)
  }
  if (standing?.contact?.provenAt)
    await endSignIn(tx, pseudonym(ctx, 'buyer', claim.mode, claim.contact), actor.sessionId)
  await writes.markContactLeft(tx, owner, claim.key.hash, claim.now)
  await writes.moveContactKey(tx, claim.key, me)
}

/** True once somebody proved any contact of this person. */
function isClaimed(person: PurchaserRow): boolean {
  return person.emailProvenAt !== null || person.phoneProvenAt !== null
}

/** Undefined where the person was erased. */
async function standingOf(tx: Tx, owner: PurchaserId, key: Key): Promise<Standing | undefined> {
  const person = await lockPurchaser(tx, owner)
  if (!person) return undefined
  const contacts = await listContacts(tx, owner)
  return { person, contact: contacts.find((contact) => contact.hash.equals(key.hash)) }
}

async function keepProof(
  tx: Tx,
  ctx: Context,
  { contact, key, now }: Claim,
  standing: Standing,
): Promise<void> {
  const { id, dataKey } = standing.person
  if (standing.contact) await writes.markContactProven(tx, id, standing.contact.id, now)
  else {
    const row = contactRow(
      id,
      { kind: contact.kind, ...key, contact },
      ctx.secrets.open(dataKey, id),
      now,
      now,
    )
    await insertRows(tx, 'purchaser_contacts', [row])
  }
  await writes.markPurchaserProven(tx, id, contact.kind, now)
}

async function insertPerson(
  tx: Tx,
  ctx: Context,
  { mode, contact, key, now }: Claim,
  id: PurchaserId,
): Promise<void> {
  const dataKey = randomBytes(32)
  const row = purchaserRow(
    ctx,
    { id, memberCode: newNumber(bucketOf(id)), mode, name: null, address: null },
    dataKey,
  )
  await insertRows(tx, 'purchasers', [{ ...row, [`${contact.kind}_proven_at`]: now }])
  await insertRows(tx, 'purchaser_contacts', [
    contactRow(id, { kind: contact.kind, ...key, contact }, dataKey, now, now),
  ])
}
