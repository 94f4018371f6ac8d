import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { hexBytes } from '#platform/db.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import { encrypt } from '#platform/secrets.ts'
import type { ContactKey, NewBuyer } from './resolve-buyers.ts'

/** The row of a new person, with what the store said about them sealed under the person's own key. */
export function purchaserRow(
  ctx: Context,
  buyer: Pick<NewBuyer, 'id' | 'memberCode' | 'mode' | 'name' | 'address'>,
  dataKey: Buffer,
) {
  return {
    bucket: bucketOf(buyer.id),
    id: buyer.id,
    mode: buyer.mode,
    data_key: hexBytes(ctx.secrets.seal(dataKey, buyer.id)),
    name_sealed: buyer.name === null ? null : hexBytes(encrypt(dataKey, buyer.name, 'name')),
    address_sealed: buyer.address === null ? null : hexBytes(encrypt(dataKey, buyer.address, 'address')),
    member_code: buyer.memberCode,
    created_at: ctx.clock.now(),
  }
}

/**
 * Adds the people whose reports were kept to the rows of the transaction, and takes back the keys of those whose reports were refused, so that
 * a refused report leaves nothing behind.
 */
export async function keepNewBuyers(
  tx: Tx,
  ctx: Context,
  rows: Rows,
  kept: readonly NewBuyer[],
  refused: readonly NewBuyer[],
): Promise<void> {
  if (refused.length > 0) {
    await sql`delete from contact_keys where purchaser_id = any(${refused.map((b) => b.id)}::uuid[])
      and bucket = any(${refused.flatMap((b) => b.keys.map((k) => k.bucket))}::int[])`.execute(tx)
  }
  if (kept.length === 0) return
  const now = ctx.clock.now()
  rows.add('purchasers', ...kept.map((buyer) => purchaserRow(ctx, buyer, buyer.dataKey)))
  const more = kept.flatMap((buyer) => buyer.keys.slice(1).map((key) => ({ buyer, key })))
  const attached = await attachKeys(tx, more, now)
  const contacts = kept.flatMap((buyer) =>
    buyer.keys
      .filter(
        (key, index) =>
          key.contact && (index === 0 || attached.has(`${buyer.id}${key.hash.toString('hex')}`)),
      )
      .map((key) => contactRow(buyer.id, key, buyer.dataKey, now)),
  )
  rows.add('purchaser_contacts', ...contacts)
}

/** Further identifiers of a new person: those that are free become theirs, those of somebody else stay theirs. */
async function attachKeys(
  tx: Tx,
  more: { buyer: NewBuyer; key: ContactKey }[],
  now: string,
): Promise<Set<string>> {
  if (more.length === 0) return new Set()
  const sorted = [...more].sort((a, b) => a.key.hash.compare(b.key.hash))
  const { rows } = await sql<{ purchaser_id: string; hash: Buffer }>`
    insert into contact_keys (bucket, hash, kind, purchaser_id, created_at)
    select bucket, hash, kind, purchaser_id, ${now}::timestamptz
    from unnest(${sorted.map((m) => m.key.bucket)}::int[], ${sorted.map((m) => hexBytes(m.key.hash))}::bytea[],
      ${sorted.map((m) => m.key.kind)}::text[], ${sorted.map((m) => m.buyer.id)}::uuid[]) as k (bucket, hash, kind, purchaser_id)
    on conflict do nothing returning purchaser_id, hash`.execute(tx)
  return new Set(rows.map((row) => `${row.purchaser_id}${row.hash.toString('hex')}`))
}

export function contactRow(
  purchaserId: string,
  key: ContactKey,
  dataKey: Buffer,
  now: string,
  provenAt: string | null = null,
) {
  const contact = key.contact as NonNullable<ContactKey['contact']>
  const bucket = bucketOf(purchaserId)
  return {
    bucket,
    purchaser_id: purchaserId,
    id: newId<'con'>(bucket),
    kind: contact.kind,
    hash: hexBytes(key.hash),
    sealed: hexBytes(encrypt(dataKey, contact.value, 'contact')),
    proven_at: provenAt,
    created_at: now,
  }
}
