import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { countByKey, keyIdOf } from '#platform/sealed-places.ts'
import { sealedPlaces } from '#src/sealed-places.ts'

/** How many values are sealed under each key, messages that wait in jobs included: these go by themselves. */
export async function countByKeys(ctx: Context): Promise<Map<string, number>> {
  const sum = new Map<string, number>()
  const add = (id: string, count: number) => sum.set(id, (sum.get(id) ?? 0) + count)
  for (const place of sealedPlaces) for (const [id, count] of await countByKey(ctx.db, place)) add(id, count)
  const { rows } = await sql<{ id: string; count: number }>`
    select ${sql.raw(keyIdOf("decode(payload->>'sealed', 'base64')"))} as id, count(*) as count
    from graphile_worker._private_jobs where payload->>'sealed' is not null group by 1`.execute(ctx.db)
  for (const { id, count } of rows) add(id, count)
  return sum
}
