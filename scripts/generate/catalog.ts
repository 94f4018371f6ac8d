import type { Client } from 'pg'

/** One column of a table or view, as pg_catalog tells it. */
export type Column = {
  table: string
  name: string
  /** Name in pg_type of the base type: `int8`, `text`, …; of the element's where it is an array. */
  type: string
  isArray: boolean
  labels: string[] | null
  nullable: boolean
  /** `always`: PostgreSQL writes it and nobody else may; `default`: may be left out. */
  filled: 'always' | 'default' | null
}

/** All columns of all tables and views of the schema `public`, in a fixed order. */
export async function readColumns(client: Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    select c.relname as "table", a.attname as name, base.typname as type, whole.typcategory = 'A' as "isArray",
      (select array_agg(e.enumlabel order by e.enumsortorder)::text[] from pg_enum e where e.enumtypid = base.oid) as labels,
      not (a.attnotnull or declared.typnotnull) as nullable,
      case when a.attgenerated <> '' or a.attidentity = 'a' then 'always'
           when a.atthasdef or a.attidentity = 'd' then 'default' end as filled
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type declared on declared.oid = a.atttypid
    join pg_type whole on whole.oid = case when declared.typtype = 'd' then declared.typbasetype else declared.oid end
    join pg_type base on base.oid = case when whole.typcategory = 'A' then whole.typelem else whole.oid end
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition
    order by c.relname collate "C", a.attnum`)
  return rows
}
