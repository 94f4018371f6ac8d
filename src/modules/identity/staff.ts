import { sql } from 'kysely'
import type { z } from 'zod'
import type { Actor, Mode, Scope } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { reader, seller } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import { unauthenticated } from '#platform/errors.ts'
import type { OrganisationId, StaffId, StoreId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import type { PageQuery } from '#platform/paging.ts'
import { idKey, page, readCursor } from '#platform/paging.ts'
import { countRecoveryCodes } from './factors.ts'
import type { Role } from './model.ts'
import { scopesOf } from './model.ts'
import { getOrganisation, storesOf } from './organisations.ts'
import type { StaffSession, StaffView } from './schemas.ts'
import { organisationView } from './views.ts'

export type StaffRow = {
  id: StaffId
  organisationId: OrganisationId
  name: string
  emailSealed: Buffer
  role: Role
  storeIds: StoreId[] | null
  createdAt: string
  removedAt: string | null
  /** When the second factor was enrolled. */
  secondFactorAt: string | null
}

function staffQuery(db: Db) {
  return db
    .selectFrom('staff')
    .select([
      'id',
      'organisation_id as organisationId',
      'name',
      'email_sealed as emailSealed',
      'role',
      'store_ids as storeIds',
      'created_at as createdAt',
      'removed_at as removedAt',
      sql<string | null>`(select f.enrolled_at from staff_factors f where f.staff_id = staff.id)`.as(
        'secondFactorAt',
      ),
    ])
}

/** A member of staff of this organisation. */
export async function findStaff(
  db: Db,
  organisationId: OrganisationId,
  id: StaffId,
): Promise<StaffRow | undefined> {
  return (await staffQuery(db)
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()) as StaffRow | undefined
}

/** All staff of an organisation who were not removed, locked, so that the last owner cannot go twice at once. */
export async function lockStaff(tx: Tx, organisationId: OrganisationId): Promise<StaffRow[]> {
  return (await staffQuery(tx)
    .where('organisation_id', '=', organisationId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()) as StaffRow[]
}

/** The organisation's staff by age, also those who were removed. */
export async function listStaff(ctx: Context, { cursor, limit }: z.output<typeof PageQuery>) {
  const after = readCursor(cursor, idKey)?.[0]
  let query = staffQuery(reader(ctx)).where('organisation_id', '=', seller(ctx).organisationId)
  if (after !== undefined) query = query.where('id', '>', after)
  const rows = (await query
    .orderBy('id')
    .limit(limit + 1)
    .execute()) as StaffRow[]
  const { rows: kept, nextCursor } = page(rows, limit, (row) => [row.id])
  return { items: await Promise.all(kept.map((row) => staffView(ctx, row))), nextCursor }
}

export type SigningStaff = { id: StaffId; organisationId: OrganisationId; mode: Mode }

/** Who signs in to the console with this address, if anybody does. */
export async function findStaffByEmail(db: Db, emailHash: Buffer): Promise<SigningStaff | undefined> {
  return (await db
    .selectFrom('staff as s')
    .innerJoin('organisations as o', 'o.id', 's.organisation_id')
    .select(['s.id', 's.organisation_id as organisationId', 'o.mode'])
    .where('s.email_hash', '=', emailHash)
    .where('s.removed_at', 'is', null)
    .executeTakeFirst()) as SigningStaff | undefined
}

export async function staffView(ctx: Context, row: StaffRow): Promise<z.input<typeof StaffView>> {
  const stores = row.storeIds && (await storesOf(ctx, row.storeIds))
  return {
    id: publicId('stf', row.id),
    name: row.name,
    email: ctx.secrets.open(row.emailSealed, row.id).toString(),
    role: row.role,
    storeCodes: stores && [...stores.values()].map((store) => store.code).sort(),
    createdAt: row.createdAt,
    removedAt: row.removedAt,
    secondFactorAt: row.secondFactorAt,
  }
}

/** The signed-in member of staff of this call. */
export function staffActor({ actor }: Context): Extract<Actor, { kind: 'staff' }> {
  if (actor.kind !== 'staff') throw unauthenticated()
  return actor
}

/** What the console shows of the person at it; before the second factor they may do nothing. */
export async function ownSessionView(
  ctx: Context,
  factor: 'given' | 'asked',
): Promise<z.input<typeof StaffSession>> {
  const { organisationId, staffId } = staffActor(ctx)
  const row = await findStaff(reader(ctx), organisationId, staffId)
  if (!row) throw unauthenticated()
  const organisation = await getOrganisation(ctx, organisationId)
  const given = factor === 'given'
  const scopes: Scope[] = given ? [...scopesOf(row.role, organisation.kind)] : []
  return {
    staff: await staffView(ctx, row),
    organisation: organisationView(organisation),
    scopes,
    secondFactor: given ? 'given' : row.secondFactorAt === null ? 'not_enrolled' : 'needed',
    recoveryCodesLeft: given ? await countRecoveryCodes(reader(ctx), staffId) : null,
  }
}
