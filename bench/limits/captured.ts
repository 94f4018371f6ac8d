import type { Client } from 'pg'
import { newNumber } from '#platform/codes.ts'
import { bucketOf, newId } from '#platform/ids.ts'

/** A value of a row as PostgreSQL writes it, cut where something stands that is another one in every sale. */
export type Cell = { column: string; type: string; parts: (string | number)[] | null }
export type TableRows = { table: string; rows: Cell[][] }
/**
 * What one sale wrote: rows by table, parents before children, and what is new in every sale; `fixed` are buckets, by
 * their number among those of the sale, that are the same in every one.
 */
export type Template = {
  tables: TableRows[]
  tokens: Token[]
  buckets: number
  fixed: (readonly [at: number, bucket: number])[]
  sample: string
}
/** What a capture looks for, and what is as it is in every sale like it: whoever buys, and what they use up. */
export type Sample = { table: 'purchases' | 'settlements'; reference: string; constant?: readonly string[] }
type Token =
  | { kind: 'id' | 'bucket' | 'number'; bucket: number }
  | { kind: 'known'; bucket: number }
  | { kind: 'bytes'; length: number }
  | { kind: 'reference' }
  | { kind: 'now' }

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
/** Rows that a settlement finds and does not make: what is left of a coupon. */
export const usedUp: Readonly<Record<string, { key: string[]; set: string }>> = {
  coupon_budgets: {
    key: ['bucket', 'coupon_id'],
    set: 'committed_uses = committed_uses + 1, committed_amount = committed_amount + 500',
  },
  coupon_codes: { key: ['bucket', 'hash'], set: 'committed_uses = committed_uses + 1' },
  coupon_holdings: { key: ['bucket', 'id'], set: 'committed_uses = committed_uses + 1' },
}

type Column = { table: string; column: string; type: string; made: boolean }

/**
 * Reads back every row that the product wrote in the transaction of a purchase, whatever the tables: the limit
 * programs then write the same rows, also when the product comes to write others. Two sales differ in ids, buckets,
 * hashes, sealed values, numbers, the reference and the time; everything else is taken over as it is.
 */
export async function capture(client: Client, sample: Sample): Promise<Template> {
  const { reference, constant: same = [] } = sample
  const raw = { getTypeParser: () => (value: unknown) => value }
  const query = async (text: string, values: unknown[] = []) =>
    (await client.query<Record<string, string | null>>({ text, values, types: raw as never })).rows
  const [sale] = await query(`select xmin::text, id from ${sample.table} where reference = $1`, [reference])
  if (!sale) throw new Error(`${reference} stands not in ${sample.table}`)
  const columns = await columnsOf(client)
  const constant = new Set(
    (
      await query(
        'select id from stores union all select id from organisations union all select id from plans union all select id from api_keys',
      )
    ).map((row) => row['id']),
  )
  for (const value of same) constant.add(value)
  const fixed = new Set(same.filter((value) => uuid.test(value)).map((id) => bucketOf(id)))
  const template = new Templating(constant, fixed, reference)
  const found = new Map<string, Record<string, string | null>[]>()
  for (const table of await tablesInOrder(client)) {
    const rows = await query(`select * from ${client.escapeIdentifier(table)} where xmin = $1::xid`, [
      sale['xmin'],
    ])
    if (rows.length > 0) found.set(table, rows)
  }
  const known = found.has('purchasers') ? null : (found.get('purchases')?.[0]?.['purchaser_id'] ?? null)
  if (known !== null && !constant.has(known))
    template.token(known, { kind: 'known', bucket: template.bucket(bucketOf(known)) })
  const tables: TableRows[] = []
  for (const [table, rows] of found) {
    const given = columns.filter((column) => column.table === table && !column.made)
    tables.push({
      table,
      rows: rows.map((row) => given.map((column) => template.cell(column, row[column.column] ?? null))),
    })
  }
  const { tokens, buckets } = template
  return { tables, tokens, buckets, fixed: template.fixed, sample: sale['id'] as string }
}

class Templating {
  readonly tokens: Token[] = []
  readonly #byValue = new Map<string, number>()
  readonly #buckets = new Map<number, number>()
  readonly #constant: ReadonlySet<unknown>
  readonly #fixed: ReadonlySet<number>
  readonly #reference: string

  constructor(constant: ReadonlySet<unknown>, fixed: ReadonlySet<number>, reference: string) {
    this.#constant = constant
    this.#fixed = fixed
    this.#reference = reference
  }

  get fixed(): Template['fixed'] {
    return [...this.#buckets].flatMap(([bucket, at]) =>
      this.#fixed.has(bucket) ? [[at, bucket] as const] : [],
    )
  }

  get buckets(): number {
    return this.#buckets.size
  }

  /** Number of a bucket among those of the sale. */
  bucket(bucket: number): number {
    let at = this.#buckets.get(bucket)
    if (at === undefined) this.#buckets.set(bucket, (at = this.#buckets.size))
    return at
  }

  token(value: string, token: Token): number {
    let at = this.#byValue.get(value)
    if (at === undefined) this.#byValue.set(value, (at = this.tokens.push(token) - 1))
    return at
  }

  cell({ column, type }: Column, value: string | null): Cell {
    return { column, type, parts: value === null ? null : this.#parts(column, type, value) }
  }

  #parts(column: string, type: string, value: string): (string | number)[] {
    if (column === 'bucket')
      return [this.token(`bucket ${value}`, { kind: 'bucket', bucket: this.bucket(Number(value)) })]
    if (type === 'timestamptz') return [this.token('now', { kind: 'now' })]
    if (this.#constant.has(value)) return [value]
    if (type === 'bytea') return ['\\x', this.token(value, { kind: 'bytes', length: value.length / 2 - 1 })]
    if (value === this.#reference) return [this.token(value, { kind: 'reference' })]
    if (column === 'number' || column === 'paper_number' || column === 'member_code') {
      const bucket = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
      return [
        this.token(value, {
          kind: 'number',
          bucket: this.bucket(bucket.indexOf(value[0] as string) * 32 + bucket.indexOf(value[1] as string)),
        }),
      ]
    }
    const parts: (string | number)[] = []
    let rest = value
    for (let match = uuid.exec(rest); match; match = uuid.exec(rest)) {
      const id = match[0]
      parts.push(rest.slice(0, match.index))
      parts.push(
        this.#constant.has(id) ? id : this.token(id, { kind: 'id', bucket: this.bucket(bucketOf(id)) }),
      )
      rest = rest.slice(match.index + id.length)
    }
    return [...parts, rest].filter((part) => part !== '')
  }
}

/** Columns with their types; `made` are those that the database fills by itself. */
async function columnsOf(client: Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(`
    select c.relname as "table", a.attname as "column", t.typname as type,
      (a.attidentity <> '' or coalesce(pg_get_expr(d.adbin, d.adrelid) like '%(%', false)) as made
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`)
  return rows
}

/** Tables so that none comes before one that it refers to. */
async function tablesInOrder(client: Client): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname",
  )
  const { rows: keys } = await client.query<{ child: string; parent: string }>(
    "select conrelid::regclass::text as child, confrelid::regclass::text as parent from pg_constraint where contype = 'f' and conrelid <> confrelid",
  )
  const ordered: string[] = []
  const visit = (name: string) => {
    if (ordered.includes(name)) return
    for (const key of keys) if (key.child === name) visit(key.parent)
    ordered.push(name)
  }
  for (const { name } of tables) visit(name)
  return ordered
}

/** The values of one more sale: what is new in it, by token. */
export function freshValues(
  template: Template,
  reference: string,
  now: string,
  known: readonly string[],
  randomHex: (bytes: number) => string,
): string[] {
  const buckets = Array.from({ length: template.buckets }, () => Math.floor(Math.random() * 1024))
  const person = known[Math.floor(Math.random() * known.length)] as string
  for (const token of template.tokens) if (token.kind === 'known') buckets[token.bucket] = bucketOf(person)
  for (const [at, bucket] of template.fixed) buckets[at] = bucket
  return template.tokens.map((token) => {
    switch (token.kind) {
      case 'id':
        return newId(buckets[token.bucket] as number)
      case 'known':
        return person
      case 'bucket':
        return String(buckets[token.bucket])
      case 'number':
        return newNumber(buckets[token.bucket] as number)
      case 'bytes':
        return randomHex(token.length)
      case 'reference':
        return reference
      case 'now':
        return now
    }
  })
}

export function fill(parts: readonly (string | number)[], values: readonly string[]): string {
  let text = ''
  for (const part of parts) text += typeof part === 'string' ? part : (values[part] as string)
  return text
}
