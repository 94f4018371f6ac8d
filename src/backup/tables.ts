import type { Client } from 'pg'

export type Table = { name: string; columns: string[] }

/** Which migrations a database has stands in the manifest, and is written by the migrations themselves. */
const notCarried = ['migrations']

/** Our tables with their columns, in an order in which no table comes before one that its foreign keys name. */
export async function listTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table & { needs: string[] }>(
    `select c.relname::text as name,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
      array(select distinct r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
        where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as needs
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and c.relname <> all($1::text[]) order by c.relname`,
    [notCarried],
  )
  const ordered: Table[] = []
  let left = rows
  while (left.length > 0) {
    const done = new Set(ordered.map((table) => table.name))
    const next = left.filter((table) => table.needs.every((name) => done.has(name)))
    if (next.length === 0) throw new Error('the foreign keys of the tables form a ring')
    ordered.push(...next.map(({ name, columns }) => ({ name, columns })))
    left = left.filter((table) => !next.includes(table))
  }
  return ordered
}

export async function listSequences(client: Client): Promise<{ name: string; last: number | null }[]> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename::text as name, last_value::text as last from pg_sequences where schemaname = 'public' order by 1`,
  )
  return rows.map(({ name, last }) => ({ name, last: last === null ? null : Number(last) }))
}

export async function listMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ found: boolean }>(
    "select to_regclass('public.migrations') is not null as found",
  )
  if (!rows[0]?.found) return []
  const names = await client.query<{ name: string }>('select name from migrations order by name')
  return names.rows.map(({ name }) => name)
}
