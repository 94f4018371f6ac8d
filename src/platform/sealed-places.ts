import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { audit } from './audit.ts'
import type { Context } from './context.ts'
import { inTransaction } from './context.ts'
import type { DB, Db, Tx } from './db.ts'
import { hexBytes } from './db.ts'

/**
 * A column whose values are sealed under the process's keys. A module names its own, so that keys can be rotated,
 * backups know which keys they need, and a check can open everything.
 */
export type SealedPlace = {
  table: keyof DB & string
  column: string
  /** The table's primary key. */
  key: readonly string[]
  /** Which rows: SQL over the table's own columns; all unless said. */
  only?: string
  /** What the values are tied to, by their row. */
  context(row: Record<string, unknown>): string
}
type SealedRow = { key: Record<string, unknown>; sealed: Buffer }

/** SQL for the id of the key under which a value is sealed: it stands in front of it (secrets.ts). */
export function keyIdOf(value: string): string {
  return `convert_from(substring(${value} from 3 for get_byte(${value}, 1)), 'UTF8')`
}

function keyIdIn(column: string): RawBuilder<string> {
  return sql.raw(keyIdOf(column))
}

/** How many values are sealed under which key. */
export async function countByKey(db: Db, place: SealedPlace): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; count: number }>`
    select ${keyIdIn(place.column)} as id, count(*) as count from ${sql.table(place.table)}
    where ${sql.ref(place.column)} is not null and ${sql.raw(place.only ?? 'true')} group by 1`.execute(db)
  return new Map(rows.map((row) => [row.id, row.count]))
}

/** All sealed values of a place, in portions and in the order of the primary key. */
export async function* sealedRows(
  db: Db,
  place: SealedPlace,
  portion = 1000,
): AsyncGenerator<readonly SealedRow[]> {
  let after: Record<string, unknown> | undefined
  for (;;) {
    const rows = await portionOf(db, place, after, portion, sql``)
    if (rows.length > 0) yield rows
    after = rows.at(-1)?.key
    if (rows.length < portion) return
  }
}

/**
 * Seals anew what is sealed under another key than the newest, a portion a transaction and each with its audit row,
 * so that nobody waits for longer than a portion takes. It can be broken off and begun again.
 * @param told is called after each portion with how many were sealed anew so far
 */
export async function resealPlace(
  ctx: Context,
  place: SealedPlace,
  told: (done: number) => void = () => {},
  portion = 500,
): Promise<number> {
  let done = 0
  let after: Record<string, unknown> | undefined
  for (;;) {
    const rows = await inTransaction(ctx, (tx) => resealPortion(tx, ctx, place, after, portion))
    done += rows.length
    told(done)
    after = rows.at(-1)?.key
    if (rows.length < portion) return done
  }
}

async function resealPortion(
  tx: Tx,
  ctx: Context,
  place: SealedPlace,
  after: Record<string, unknown> | undefined,
  portion: number,
): Promise<SealedRow[]> {
  const current = ctx.secrets.keyIds()[0] as string
  const rows = await portionOf(
    tx,
    place,
    after,
    portion,
    sql`and ${keyIdIn(place.column)} <> ${current}`,
    true,
  )
  if (rows.length === 0) return rows
  const resealed = rows.map(({ key, sealed }) => {
    const context = place.context(key)
    return { ...key, [place.column]: hexBytes(ctx.secrets.seal(ctx.secrets.open(sealed, context), context)) }
  })
  const same = place.key.map((column) => sql`t.${sql.ref(column)} = v.${sql.ref(column)}`)
  await sql`update ${sql.table(place.table)} t set ${sql.ref(place.column)} = v.${sql.ref(place.column)}
    from json_populate_recordset(null::${sql.table(place.table)}, ${JSON.stringify(resealed)}::json) v
    where ${sql.join(same, sql` and `)}`.execute(tx)
  await audit(tx, ctx, {
    bucket: 0,
    organisationId: null,
    entity: 'sealed',
    entityId: `${place.table}.${place.column}`,
    after: { key: current, values: rows.length },
  })
  return rows
}

async function portionOf(
  db: Db,
  place: SealedPlace,
  after: Record<string, unknown> | undefined,
  portion: number,
  filter: RawBuilder<unknown>,
  lock = false,
): Promise<SealedRow[]> {
  const key = sql.join(place.key.map((column) => sql.ref(column)))
  const from = after
    ? sql`and (${key}) > (${sql.join(place.key.map((column) => sql`${after[column]}`))})`
    : sql``
  const { rows } = await sql<Record<string, unknown>>`
    select ${key}, ${sql.ref(place.column)} as "sealed value" from ${sql.table(place.table)}
    where ${sql.ref(place.column)} is not null and ${sql.raw(place.only ?? 'true')} ${from} ${filter} order by ${key} limit ${portion}
    ${lock ? sql`for update` : sql``}`.execute(db)
  return rows.map(({ 'sealed value': sealed, ...own }) => ({ key: own, sealed: sealed as Buffer }))
}
