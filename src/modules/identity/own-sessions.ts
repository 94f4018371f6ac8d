import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { unauthenticated } from '#platform/errors.ts'
import type { PurchaserId, StaffId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { deviceOf } from './device.ts'
import { sessionDays } from './one-time-codes.ts'
import type { SessionPage } from './session-schemas.ts'

/** Nobody is signed in at more places who means it. */
const mostShown = 100

export type SessionOwner = { id: PurchaserId | StaffId; sessionId: string; kind: 'buyer' | 'staff' }

/** Whose sessions the caller may see and end: their own. */
export function sessionOwner({ actor }: Context): SessionOwner {
  if (actor.kind === 'buyer') return { id: actor.purchaserId, sessionId: actor.sessionId, kind: 'buyer' }
  if (actor.kind === 'staff') return { id: actor.staffId, sessionId: actor.sessionId, kind: 'staff' }
  throw unauthenticated()
}

/** The condition on `sign_in_identities i` that a session is this person's. */
export function isOf({ kind, id }: SessionOwner) {
  return kind === 'buyer' ? sql`i.purchaser_id = ${id}` : sql`i.staff_id = ${id}`
}

type Row = {
  id: string
  createdAt: InstantText
  ip: string | null
  userAgent: string | null
  secondFactorAt: InstantText | null
}

/** Where the caller is signed in, the newest first. */
export async function listOwnSessions(ctx: Context): Promise<z.input<typeof SessionPage>> {
  const owner = sessionOwner(ctx)
  const { rows } = await sql<Row>`
    select s.id, s.created_at as "createdAt", s.ip_address as ip, s.user_agent as "userAgent", f.given_at as "secondFactorAt"
    from auth_sessions s join sign_in_identities i on i.auth_user_id = s.user_id
    left join staff_session_factors f on f.session_id = s.id
    where ${isOf(owner)} and s.expires_at > now() and s.created_at > now() - make_interval(days => ${sessionDays[owner.kind]})
    order by s.created_at desc, s.id limit ${mostShown}`.execute(reader(ctx))
  const items = rows.map(({ id, createdAt, ip, userAgent, secondFactorAt }) => ({
    id: publicId('ses', id),
    createdAt,
    ip: ip === '' ? null : ip,
    device: deviceOf(userAgent ?? ''),
    secondFactorAt,
    current: id === owner.sessionId,
  }))
  return { items, nextCursor: null }
}
