import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'

/** What a check saw: how many rows it looked at, how many are wrong, and some of these. */
export type Found = { looked: number; faults: number; examples: string[] }

/** One rule that the data keeps, looked at over all rows. It reads any table and writes none. */
export type Check = {
  readonly name: string
  /** The rule, as a sentence. */
  readonly rule: string
  look(db: Db, ctx: Context): Promise<Found>
}

const mostExamples = 10

/**
 * A check that is one question to the database.
 * @param looked rows that it is about, as `select count(*)…`
 * @param wrong one row per fault, with what is wrong as `fault`
 */
export function sqlCheck(
  name: string,
  rule: string,
  looked: RawBuilder<unknown>,
  wrong: RawBuilder<unknown>,
): Check {
  return {
    name,
    rule,
    async look(db) {
      const { rows: counted } = await sql<{ n: number }>`select (${looked})::bigint as n`.execute(db)
      const { rows } = await sql<{ fault: string; n: number }>`
        select fault, count(*) over () as n from (${wrong}) w limit ${mostExamples}`.execute(db)
      return {
        looked: counted[0]?.n ?? 0,
        faults: rows[0]?.n ?? 0,
        examples: rows.map(({ fault }) => fault),
      }
    },
  }
}

/** Counts what a check finds row by row, and keeps some of the faults. */
export class Tally implements Found {
  looked = 0
  faults = 0
  readonly examples: string[] = []

  see(fault: string | undefined): void {
    this.looked += 1
    if (fault === undefined) return
    this.faults += 1
    if (this.examples.length < mostExamples) this.examples.push(fault)
  }
}

/** All rows of a question, in portions by their bucket and id, so that memory stays flat. */
export async function* portions<R extends { bucket: number; id: string }>(
  db: Db,
  question: (after: RawBuilder<unknown>) => RawBuilder<R>,
): AsyncGenerator<readonly R[]> {
  const portion = 2000
  let after = sql`true`
  for (;;) {
    const { rows } = await sql<R>`${question(after)} limit ${portion}`.execute(db)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < portion) return
    after = sql`(bucket, id) > (${last.bucket}, ${last.id})`
  }
}
