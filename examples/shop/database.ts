import { DatabaseSync } from 'node:sqlite'

export type Item = { code: string; name: string; price: number; deleted: boolean }
/** What the platform has not acknowledged yet, in the order in which it happened. */
export type Waiting = { n: number; kind: 'item' | 'sale'; body: string }

/**
 * The shop's own database: its catalogue, and everything that it owes the platform. A change of an item and the note
 * that it must be sent are one transaction, so that neither a crash nor a dead line can lose one of them.
 */
export class ShopDatabase {
  readonly #file: string
  readonly #db: DatabaseSync

  constructor(file: string) {
    this.#file = file
    this.#db = new DatabaseSync(file)
    this.#db.exec(`
      pragma journal_mode = wal;
      pragma busy_timeout = 5000;
      create table if not exists items (
        code text primary key, name text not null, price integer not null, deleted integer not null default 0
      ) strict;
      create table if not exists outbox (
        n integer primary key autoincrement, kind text not null, body text not null, refused text
      ) strict;
    `)
  }

  items(): Item[] {
    return this.#db.prepare('select * from items order by code').all().map(itemOf)
  }

  item(code: string): Item | undefined {
    const row = this.#db.prepare('select * from items where code = ?').get(code)
    return row && itemOf(row)
  }

  /** Keeps the item as it is from now on, and that the platform must learn of it. */
  change({ code, name, price, deleted }: Item): void {
    this.#together(() => {
      this.#db
        .prepare(
          `insert into items (code, name, price, deleted) values (?, ?, ?, ?)
           on conflict (code) do update set name = excluded.name, price = excluded.price, deleted = excluded.deleted`,
        )
        .run(code, name, price, deleted ? 1 : 0)
      this.#add('item', { code, name, price, deleted })
    })
  }

  addSale(report: unknown): void {
    this.#add('sale', report)
  }

  waiting(): Waiting[] {
    return this.#db
      .prepare('select n, kind, body from outbox where refused is null order by n')
      .all() as Waiting[]
  }

  refused(): { body: string; refused: string }[] {
    return this.#db
      .prepare('select body, refused from outbox where refused is not null order by n')
      .all() as { body: string; refused: string }[]
  }

  /** The platform has it. */
  acknowledge(n: number): void {
    this.#db.prepare('delete from outbox where n = ?').run(n)
  }

  /** The platform will never take it as it is: kept for a person to look at, and out of the way of what follows. */
  refuse(n: number, why: string): void {
    this.#db.prepare('update outbox set refused = ? where n = ?').run(why, n)
  }

  /** Held while something is sent, by one program at a time, and let go when that program dies. Undefined if it is not free. */
  startSending(): Disposable | undefined {
    const lock = new DatabaseSync(`${this.#file}.sending`)
    try {
      lock.exec('pragma busy_timeout = 20000; begin exclusive')
      return { [Symbol.dispose]: () => lock.close() }
    } catch {
      lock.close()
      return undefined
    }
  }

  close(): void {
    this.#db.close()
  }

  #add(kind: Waiting['kind'], body: unknown): void {
    this.#db.prepare('insert into outbox (kind, body) values (?, ?)').run(kind, JSON.stringify(body))
  }

  #together(work: () => void): void {
    this.#db.exec('begin immediate')
    try {
      work()
      this.#db.exec('commit')
    } catch (error) {
      this.#db.exec('rollback')
      throw error
    }
  }
}

function itemOf(row: Record<string, unknown>): Item {
  return {
    code: String(row['code']),
    name: String(row['name']),
    price: Number(row['price']),
    deleted: row['deleted'] === 1,
  }
}
