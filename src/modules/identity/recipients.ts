import { sql } from 'kysely'
import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import type { OrganisationId, PurchaserId, StoreId } from '#platform/ids.ts'
import { bucketOf, bucketOfText } from '#platform/ids.ts'
import type { Language, Recipient } from '#platform/messages.ts'
import { decrypt } from '#platform/secrets.ts'
import { dataKeysOf } from './people.ts'

/** Where a person or member of staff can be reached. */
export type Reachable = { to: Recipient; mode: Mode; language: Language; purchaserId?: PurchaserId }

type ContactRow = {
  purchaser_id: PurchaserId
  kind: 'email' | 'phone'
  sealed: Buffer
  mode: Mode
  language: Language | null
}

/** One contact of each person: a proven one before one that a store reported, an address before a number. */
export async function reachPurchasers(
  db: Db,
  ctx: Context,
  ids: readonly PurchaserId[],
): Promise<Map<PurchaserId, Reachable>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<ContactRow>`
    select distinct on (c.purchaser_id) c.purchaser_id, c.kind, c.sealed, p.mode, p.language
    from purchaser_contacts c join purchasers p on p.bucket = c.bucket and p.id = c.purchaser_id
    where c.bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and c.purchaser_id = any(${ids}::uuid[])
      and c.left_at is null and c.kind in ('email', 'phone')
    order by c.purchaser_id, c.proven_at is null, c.kind, c.id`.execute(db)
  const keys = await dataKeysOf(
    db,
    ctx,
    rows.map((row) => row.purchaser_id),
  )
  const found = new Map<PurchaserId, Reachable>()
  for (const row of rows) {
    const key = keys.get(row.purchaser_id)
    if (!key) continue
    const value = decrypt(key, row.sealed, 'contact').toString()
    found.set(row.purchaser_id, {
      to: { kind: row.kind, value },
      mode: row.mode,
      language: row.language ?? 'ja',
      purchaserId: row.purchaser_id,
    })
  }
  return found
}

/** The owners and managers who look after a store. */
export async function reachStaffOfStore(db: Db, ctx: Context, storeId: StoreId): Promise<Reachable[]> {
  const { rows } = await sql<{ id: string; email_sealed: Buffer; mode: Mode }>`
    select f.id, f.email_sealed, o.mode from stores s
    join organisations o on o.id = s.organisation_id join staff f on f.organisation_id = o.id
    where s.id = ${storeId} and f.removed_at is null and f.role in ('owner', 'manager')
      and (f.store_ids is null or s.id = any(f.store_ids))`.execute(db)
  return rows.map((row) => ({
    to: { kind: 'email', value: ctx.secrets.open(row.email_sealed, row.id).toString() },
    mode: row.mode,
    language: 'ja',
  }))
}

/** The owners of an organisation, for what concerns all of it. */
export async function reachOwners(
  db: Db,
  ctx: Context,
  organisationId: OrganisationId,
): Promise<Reachable[]> {
  const { rows } = await sql<{ id: string; email_sealed: Buffer; mode: Mode }>`
    select f.id, f.email_sealed, o.mode from staff f join organisations o on o.id = f.organisation_id
    where o.id = ${organisationId} and f.removed_at is null and f.role = 'owner'`.execute(db)
  return rows.map((row) => ({
    to: { kind: 'email', value: ctx.secrets.open(row.email_sealed, row.id).toString() },
    mode: row.mode,
    language: 'ja',
  }))
}

/**
 * Every contact under which messages to these people may lie: those they have, and those they had that nobody else
 * has now, each with the mode of its person.
 */
export async function contactsOf(
  db: Db,
  ctx: Context,
  people: readonly PurchaserId[],
): Promise<(Recipient & { mode: Mode })[]> {
  const { rows } = await sql<
    Pick<ContactRow, 'purchaser_id' | 'kind' | 'sealed' | 'mode'> & { hash: Buffer; left: boolean }
  >`
    select c.purchaser_id, c.kind, c.sealed, c.hash, c.left_at is not null as left, p.mode
    from purchaser_contacts c join purchasers p on p.bucket = c.bucket and p.id = c.purchaser_id
    where c.bucket = any(${people.map(bucketOf)}::int[]) and c.purchaser_id = any(${people}::uuid[])
      and c.kind in ('email', 'phone')`.execute(db)
  const left = rows.filter((row) => row.left).map((row) => row.hash)
  const { rows: taken } = await sql<{ hash: Buffer }>`select hash from contact_keys
    where bucket = any(${left.map((hash) => bucketOfText(hash.toString('hex')))}::int[])
      and hash = any(${left}::bytea[]) and purchaser_id <> all(${people}::uuid[])`.execute(db)
  const others = new Set(taken.map((row) => row.hash.toString('hex')))
  const keys = await dataKeysOf(db, ctx, people)
  return rows.flatMap((row) => {
    const key = keys.get(row.purchaser_id)
    if (!key || others.has(row.hash.toString('hex'))) return []
    return [{ kind: row.kind, value: decrypt(key, row.sealed, 'contact').toString(), mode: row.mode }]
  })
}
