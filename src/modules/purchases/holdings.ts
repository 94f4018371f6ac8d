import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { BuyerActor } from '#platform/auth.ts'
import type { Db } from '#platform/db.ts'
import type { PurchaseId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { provableDays } from './model.ts'
import type { Summary } from './queries.ts'

/*
 * Who sees what. A holder row is visible when it was proved beyond the contact; or when it was found by an e-mail
 * address that the person has proved, and is no older than 180 days at that first proof or was reported after it;
 * or when it was found by a phone number and was reported after that number was proved.
 */
const visible = sql<boolean>`(h.proven_at is not null
  or (h.via = 'email' and (h.purchased_at >= b.email_proven_at - ${sql.lit(`${provableDays} days`)}::interval or h.recorded_at > b.email_proven_at))
  or (h.via = 'phone' and h.recorded_at > b.phone_proven_at))`

/** A person, as a session or another module knows them. */
export type HoldingPerson = Pick<BuyerActor, 'purchaserId' | 'identities'>

/** A person with the identities linked with them. */
export function holdingPerson(people: readonly PurchaserId[]): HoldingPerson {
  return { purchaserId: people[0] as PurchaserId, identities: people }
}

/** The holder rows of a person and of the identities linked with them, each in its own bucket. */
export function holdingsOf(person: HoldingPerson): RawBuilder<unknown> {
  const { identities } = person
  // Of one identity, which nearly everybody has, the index gives the rows in the order of the list.
  const whose =
    identities.length === 1
      ? sql`h.bucket = ${bucketOf(person.purchaserId)} and h.purchaser_id = ${person.purchaserId}`
      : sql`h.bucket = any(${[...new Set(identities.map(bucketOf))]}::int[]) and h.purchaser_id = any(${identities}::uuid[])`
  return sql`purchase_holders h join purchasers b on b.bucket = h.bucket and b.id = h.purchaser_id
    where ${whose} and h.ended_at is null`
}

/** Ids of the purchases that a person sees; all, or those of the given ones. */
export async function visiblePurchaseIds(
  db: Db,
  person: HoldingPerson,
  among?: readonly PurchaseId[],
): Promise<PurchaseId[]> {
  const { rows } = await sql<{
    purchase_id: PurchaseId
  }>`select h.purchase_id from ${holdingsOf(person)} and ${visible}
    ${among === undefined ? sql`` : sql`and h.purchase_id = any(${among}::uuid[])`}`.execute(db)
  return rows.map((row) => row.purchase_id)
}

export type HolderFilter = {
  q?: string | undefined
  storeId?: string | undefined
  kind?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

const zone = sql`(select time_zone from stores s where s.id = h.store_id)`

function filtered(filter: HolderFilter): RawBuilder<unknown> {
  const like = filter.q === undefined ? '' : `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`
  return sql`${filter.storeId === undefined ? sql`` : sql`and h.store_id = ${filter.storeId}`}
    ${filter.kind === undefined ? sql`and p.kind <> 'void'` : sql`and p.kind = ${filter.kind}`}
    ${filter.from === undefined ? sql`` : sql`and h.purchased_at >= (${filter.from}::date::timestamp at time zone ${zone})`}
    ${filter.to === undefined ? sql`` : sql`and h.purchased_at < ((${filter.to}::date + 1)::timestamp at time zone ${zone})`}
    ${
      filter.q === undefined
        ? sql``
        : sql`and (p.reference ilike ${like} or exists (select 1 from purchase_lines q where q.bucket = p.bucket
            and q.purchase_id = p.id and (q.name ilike ${like} or q.code ilike ${like} or q.maker ilike ${like})))`
    }`
}

/** A person's purchases over all stores, the newest first. */
export async function listHeldPurchases(
  db: Db,
  person: HoldingPerson,
  filter: HolderFilter & { after?: readonly [string, string] | undefined; limit: number },
): Promise<Summary[]> {
  const { rows } = await sql<Summary>`
    select p.*, l.code as first_code, l.name as first_name
    from (select h.* , true as seen from ${holdingsOf(person)} and ${visible}) h
    join purchases p on p.bucket = bucket_of(h.purchase_id) and p.id = h.purchase_id
    left join purchase_lines l on l.bucket = p.bucket and l.purchase_id = p.id and l.n = 1
    where h.seen ${filtered(filter)}
      ${filter.after === undefined ? sql`` : sql`and (h.purchased_at, h.purchase_id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`}
    order by h.purchased_at desc, h.purchase_id desc limit ${filter.limit + 1}`.execute(db)
  return rows
}

export type Total = { currency: string; store_id: string; purchases: number; spent: number; returned: number }

/** Sales and returns per store and currency; what was voided counts as never bought, and so do its returns. */
export async function totalHeldPurchases(
  db: Db,
  person: HoldingPerson,
  filter: HolderFilter,
): Promise<Total[]> {
  const { rows } = await sql<Total>`
    select p.currency, p.store_id, count(*)::int as purchases,
      coalesce(sum(p.total) filter (where p.kind = 'sale' and p.voided_at is null), 0)::bigint as spent,
      coalesce(sum(p.total) filter (where p.kind = 'return' and (p.return_of is null or not exists (
        select 1 from purchases o where o.bucket = bucket_of(p.return_of) and o.id = p.return_of and o.voided_at is not null
      ))), 0)::bigint as returned
    from (select h.*, true as seen from ${holdingsOf(person)} and ${visible}) h
    join purchases p on p.bucket = bucket_of(h.purchase_id) and p.id = h.purchase_id
    where h.seen ${filtered(filter)}
    group by p.currency, p.store_id order by 4 desc`.execute(db)
  return rows
}

export type Unproven = {
  purchase_id: PurchaseId
  purchaser_id: PurchaserId
  store_id: string
  via: string
  reference: string
  purchased_at: string
  buyer_name_sealed: Buffer | null
}

/** Holder rows that stand under the person's contacts but need one fact more. */
export async function listUnproven(db: Db, person: HoldingPerson): Promise<Unproven[]> {
  const { rows } = await sql<Unproven>`
    select h.purchase_id, h.purchaser_id, h.store_id, h.via, p.reference, p.purchased_at, p.buyer_name_sealed
    from (select h.* from ${holdingsOf(person)} and not coalesce(${visible}, false)) h
    join purchases p on p.bucket = bucket_of(h.purchase_id) and p.id = h.purchase_id
    where p.kind <> 'void' order by h.purchased_at desc limit 5000`.execute(db)
  return rows
}

/** Every purchase that these people hold or ever held, also unproven and disowned ones. */
export async function everHeldPurchaseIds(db: Db, people: readonly PurchaserId[]): Promise<PurchaseId[]> {
  const { rows } = await sql<{ purchase_id: PurchaseId }>`select distinct purchase_id from purchase_holders
    where bucket = any(${people.map(bucketOf)}::int[]) and purchaser_id = any(${people}::uuid[])`.execute(db)
  return rows.map((row) => row.purchase_id)
}
