import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { DB, Tx } from './db.ts'

type Row = Record<string, unknown>

/** Rows that are worth a statement of their own while more are made. */
const portion = 1500

/**
 * Rows that a transaction will insert, gathered over several modules and written in one round trip: one statement
 * with an insert per table, in the order in which the tables were first named. Foreign keys are checked at the end
 * of the statement, so parents and children may travel together.
 */
export class Rows {
  readonly #tables = new Map<keyof DB & string, Row[]>()
  #count = 0
  #sent: Promise<void>[] = []

  add(table: keyof DB & string, ...rows: Row[]): void {
    this.#count += rows.length
    const present = this.#tables.get(table)
    if (present) for (const row of rows) present.push(row)
    else this.#tables.set(table, rows)
  }

  /**
   * Once many rows have come together, sends them off and does not wait, so that the database writes them while the
   * caller makes more. To be called between things that are whole: what was added must have its parents.
   */
  send(tx: Tx): void {
    if (this.#count < portion) return
    const sent = this.#write(tx)
    // Whether it succeeded is asked by `insert`; until then a failure is nobody's.
    sent.catch(() => {})
    this.#sent.push(sent)
  }

  /** Writes what was added and starts empty again. */
  async insert(tx: Tx): Promise<void> {
    const all = [...this.#sent, this.#write(tx)]
    this.#sent = []
    await Promise.all(all)
  }

  async #write(tx: Tx): Promise<void> {
    this.#count = 0
    const inserts = [...this.#tables]
      .filter(([, rows]) => rows.length > 0)
      .map(([table, rows]) => insertOf(table, rows))
    this.#tables.clear()
    const last = inserts.pop()
    if (!last) return
    if (inserts.length === 0) await last.execute(tx)
    else {
      const steps = inserts.map((insert, i) => sql`${sql.ref(`i${i}`)} as (${insert})`)
      await sql`with ${sql.join(steps)} ${last}`.execute(tx)
    }
  }
}

function insertOf(table: keyof DB & string, rows: Row[]): RawBuilder<unknown> {
  const columns = sql.join(Object.keys(rows[0] as Row).map((column) => sql.ref(column)))
  return sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`
}
