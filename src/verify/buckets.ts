import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Check } from './check.ts'
import { Tally } from './check.ts'

/** The bucket of a text, as `bucketOfText` in src/platform/ids.ts makes it. */
const bucketOfText = (
  text: RawBuilder<unknown>,
) => sql`(select ((get_byte(h, 0) << 8) | get_byte(h, 1)) & 1023
  from sha256(convert_to(${text}, 'UTF8')) h)`

/** Key tables, whose bucket is the hash of the key; of the others it stands in the first id of the primary key. */
const byHash: Record<string, RawBuilder<unknown>> = {
  purchase_keys: bucketOfText(sql`store_id::text || e'\n' || reference`),
  settlement_keys: bucketOfText(sql`store_id::text || e'\n' || reference`),
  contact_keys: bucketOfText(sql`encode(hash, 'hex')`),
  account_identifiers: bucketOfText(sql`identifier`),
  provider_events: bucketOfText(sql`source || ' ' || event_id`),
  // Their keys are such hashes already.
  coupon_codes: sql`((get_byte(hash, 0) << 8) | get_byte(hash, 1)) & 1023`,
  used_member_tokens: sql`((get_byte(hash, 0) << 8) | get_byte(hash, 1)) & 1023`,
  idempotency_keys: sql`((get_byte(key_hash, 0) << 8) | get_byte(key_hash, 1)) & 1023`,
}

/** Every row stands in the bucket that its id or key says: otherwise nobody who looks for it finds it. */
export const buckets: Check = {
  name: 'buckets',
  rule: 'every row stands in the bucket of its id or key',
  async look(db) {
    const { rows: tables } = await sql<{ name: string; id: string | null }>`
      select c.relname as name, (select a.attname from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey) and a.atttypid = 'uuid'::regtype
        where i.indrelid = c.oid and i.indisprimary order by array_position(i.indkey::int[], a.attnum::int) limit 1) as id
      from pg_class c join pg_attribute b on b.attrelid = c.oid and b.attname = 'bucket'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`.execute(db)
    const tally = new Tally()
    for (const { name, id } of tables) {
      // A key table whose hash only the process can make: its check in the database is all there is.
      const right = byHash[name] ?? (id === null ? sql`bucket` : sql`bucket_of(${sql.ref(id)})`)
      const { rows } = await sql<{ looked: number; wrong: number }>`
        select count(*) as looked, count(*) filter (where bucket is distinct from ${right}) as wrong from ${sql.table(name)}`.execute(
        db,
      )
      tally.looked += rows[0]?.looked ?? 0
      tally.faults += rows[0]?.wrong ?? 0
      if (rows[0]?.wrong) tally.examples.push(`${name}: ${rows[0].wrong} rows in another bucket`)
    }
    return tally
  },
}
