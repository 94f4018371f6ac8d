import { sql } from 'kysely'
import type { Actor, BuyerActor, Mode } from '#platform/auth.ts'
import type { CacheDefinition } from '#platform/caches.ts'
import { invalidate } from '#platform/caches.ts'
import type { Services } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { OrganisationId, PurchaserId, StaffId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Role } from './model.ts'
import { scopesOf } from './model.ts'
import { sessionDays, tokenHash } from './one-time-codes.ts'

export type SessionActor = Extract<Actor, { kind: 'staff' | 'buyer' }>

/** Requests a minute of one member of staff. */
const staffRate = 3000
/** No answer is older than this, even where an announcement of a change was lost. */
const keptSeconds = 10
/** A session of staff without the second factor is over then. */
const halfMinutes = 30

/**
 * Who acts in a session, by the hash of its token. The keys begin with the number of a span of ten seconds, so that
 * what is kept is asked anew when the span is over.
 */
const sessionActors: CacheDefinition<SessionActor> = {
  name: 'sessions',
  most: 50_000,
  load: (db, key) => loadActor(db, key.slice(key.indexOf(' ') + 1)),
}

/** The actor of a session's token, or undefined where the session is none or has ended. */
export function sessionActor(
  services: Services,
  token: string,
): SessionActor | Promise<SessionActor | undefined> {
  const span = Math.floor(performance.now() / 1000 / keptSeconds)
  return services.caches.get(sessionActors, services.db, `${span} ${tokenHash(token)}`) as
    | SessionActor
    | Promise<SessionActor | undefined>
}

/** To be called in the transaction of anything that changes who a session's actor is. */
export function invalidateSessions(tx: Tx): Promise<void> {
  return invalidate(tx, sessionActors)
}

/** To be called after that transaction, so that this process's next read is fresh too. */
export function dropSessions(services: Pick<Services, 'caches'>): void {
  services.caches.drop(sessionActors.name)
}

async function loadActor(db: Db, hash: string): Promise<SessionActor | undefined> {
  const { rows } = await sql<{
    session_id: string
    purchaser_id: PurchaserId | null
    staff_id: StaffId | null
    half: boolean
  }>`
    select s.id as session_id, i.purchaser_id, i.staff_id, f.given_at is null as half
    from auth_sessions s join sign_in_identities i on i.auth_user_id = s.user_id
    left join staff_session_factors f on f.session_id = s.id
    where s.token = ${hash} and s.expires_at > now() and (i.staff_id is null
      or s.created_at > now() - case when f.given_at is null then make_interval(mins => ${halfMinutes})
        else make_interval(days => ${sessionDays.staff}) end)`.execute(db)
  const session = rows[0]
  if (session?.purchaser_id) return buyerActor(db, session.session_id, session.purchaser_id)
  return session?.staff_id ? staffActor(db, session.session_id, session.staff_id, session.half) : undefined
}

async function buyerActor(db: Db, sessionId: string, id: PurchaserId): Promise<BuyerActor | undefined> {
  const { rows } = await sql<{ mode: Mode; linked: PurchaserId[] }>`
    select p.mode, array(select l.linked_id from purchaser_links l
      where l.bucket = p.bucket and l.purchaser_id = p.id order by l.linked_at, l.linked_id) as linked
    from purchasers p where p.bucket = ${bucketOf(id)} and p.id = ${id} and p.data_key is not null`.execute(
    db,
  )
  const person = rows[0]
  return (
    person && {
      kind: 'buyer',
      purchaserId: id,
      identities: [id, ...person.linked],
      mode: person.mode,
      sessionId,
    }
  )
}

async function staffActor(
  db: Db,
  sessionId: string,
  id: StaffId,
  half: boolean,
): Promise<SessionActor | undefined> {
  const row = await db
    .selectFrom('staff as s')
    .innerJoin('organisations as o', 'o.id', 's.organisation_id')
    .select(['s.organisation_id', 's.role', 's.store_ids', 'o.kind', 'o.mode'])
    .where('s.id', '=', id)
    .where('s.removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    kind: 'staff',
    staffId: id,
    sessionId,
    ...(half ? { half } : {}),
    organisationId: row.organisation_id as OrganisationId,
    mode: row.mode as Mode,
    scopes: scopesOf(row.role as Role, row.kind),
    storeIds: row.store_ids && new Set(row.store_ids as StoreId[]),
    rateLimit: staffRate,
  }
}

type Owner = { purchaserId: PurchaserId } | { staffId: StaffId }

/**
 * Says whose sign-in the library's user is from now on. Where it was somebody else's before (a phone number that
 * went to another person), the sessions that began with it then are over; the one that was just made stays.
 * @returns whether others' sessions ended
 */
export async function claimSignIn(tx: Tx, userId: string, token: string, owner: Owner): Promise<boolean> {
  const purchaserId = 'purchaserId' in owner ? owner.purchaserId : null
  const staffId = 'staffId' in owner ? owner.staffId : null
  const before = await tx
    .selectFrom('sign_in_identities')
    .selectAll()
    .where('auth_user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  if (before && before.purchaser_id === purchaserId && before.staff_id === staffId) return false
  if (before) {
    await tx
      .deleteFrom('auth_sessions')
      .where('user_id', '=', userId)
      .where('token', '<>', tokenHash(token))
      .execute()
    await invalidateSessions(tx)
  }
  await tx
    .insertInto('sign_in_identities')
    .values({ auth_user_id: userId, purchaser_id: purchaserId, staff_id: staffId })
    .onConflict((c) => c.column('auth_user_id').doUpdateSet({ purchaser_id: purchaserId, staff_id: staffId }))
    .execute()
  return before !== undefined
}

/** Ends one session. */
export async function endSession(tx: Tx, token: string): Promise<void> {
  await tx.deleteFrom('auth_sessions').where('token', '=', tokenHash(token)).execute()
  await invalidateSessions(tx)
}

/** Forgets a sign-in by its pseudonym, with its sessions but one. */
export async function endSignIn(tx: Tx, address: string, exceptSessionId: string | null): Promise<void> {
  await sql`delete from auth_sessions s using auth_users u where u.id = s.user_id and u.email = ${address}
    and s.id is distinct from ${exceptSessionId}::uuid`.execute(tx)
  await invalidateSessions(tx)
}

/** Forgets every sign-in of a member of staff. */
export async function endStaffSignIns(tx: Tx, id: StaffId): Promise<void> {
  await sql`delete from auth_users u using sign_in_identities i where i.auth_user_id = u.id and i.staff_id = ${id}`.execute(
    tx,
  )
  await invalidateSessions(tx)
}

/** Forgets every sign-in of buyers, with their sessions. */
export async function endBuyerSignIns(tx: Tx, people: readonly PurchaserId[]): Promise<void> {
  await sql`delete from auth_users u using sign_in_identities i
    where i.auth_user_id = u.id and i.purchaser_id = any(${people}::uuid[])`.execute(tx)
  await invalidateSessions(tx)
}

/** Removes a user of the library whose code was right but who is nobody of ours; its session goes with it. */
export async function removeSignInUser(tx: Tx, userId: string): Promise<void> {
  await tx.deleteFrom('auth_users').where('id', '=', userId).execute()
}
