import { sql } from 'kysely'
import type { Product } from './product.ts'

/** Watches what is stored: count and newest version of every table's rows, so whatever was added, changed or taken away. */
export async function watchRows(product: Product): Promise<{ tables: number; stored(): Promise<unknown> }> {
  const { db } = product.services
  const { rows: tables } = await sql<{ name: string }>`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(db)
  const each = tables.map(
    ({ name }) =>
      sql`select ${sql.lit(name)} as name, count(*) as n, coalesce(max(xmin::text::bigint), 0) as newest from ${sql.table(name)}`,
  )
  // Several workers of the database may count at once, and answer in any order.
  const counting = sql`${sql.join(each, sql` union all `)} order by name`
  return {
    tables: tables.length,
    async stored() {
      // What earlier calls caused is done before anything is compared.
      await product.settled()
      return (await counting.execute(db)).rows
    },
  }
}

/** Nothing of our inside: no stack, no path of a file, no SQL, no words of the database. */
export const inside =
  /node_modules|\bat .*:\d+:\d+|\.ts\b|\bSELECT\b|\binsert into\b|\bselect \$|syntax error at|relation "|violates|22P0|22021|invalid byte sequence|unsupported Unicode|pg_/
