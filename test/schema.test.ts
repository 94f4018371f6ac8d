import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { databaseUrl, onConnection } from '#scripts/database.ts'
import { readColumns } from '#scripts/generate/catalog.ts'
import { formatted } from '#scripts/generate/format.ts'
import { schemaSource } from '#scripts/generate/schema-types.ts'
import { migrate } from '#src/migrate.ts'
import { owner } from './support/boundaries.ts'
import { usesOf, withoutBucket } from './support/buckets.ts'
import { createDatabase } from './support/database.ts'
import { committed, operationsOf } from './support/document.ts'
import { sweepsOf } from './support/due-statements.ts'
import { operations } from './support/operations.ts'
import { statementsOverShards as exempt } from './support/over-shards.ts'
import { startProduct } from './support/product.ts'
import { createWorld, send } from './support/world.ts'

/** Tables that lead from something else to a row: their bucket is the hash of that something, not of an id. */
const keyTables: Record<string, string> = {
  contact_keys: 'the hash of a contact',
  purchase_keys: 'the hash of store and reference',
  idempotency_keys: 'the hash of caller, route and key',
  coupon_codes: 'the keyed hash of a code',
  account_identifiers: 'the hash of the identifier',
  settlement_keys: 'the hash of store and reference',
  used_member_tokens: 'the hash of the token',
  provider_events: 'the hash of source and event',
}
/** Foreign keys that no index serves. */
const unindexed: Record<string, string> = {}
/** Deletes that take other rows along. */
const cascades: Record<string, string> = {
  auth_sessions_user_fkey:
    'the sign-in library deletes a user and means the sessions; neither table is bucketed',
  auth_accounts_user_fkey: 'the same for accounts, of which there are none',
  sign_in_identities_user_fkey: 'the same for whose sign-in it was',
  staff_session_factors_session_fkey: 'the same for a session and its second factor',
}

const database = await createDatabase()
const client = new pg.Client({ connectionString: database.url })
await client.connect()
afterAll(() => client.end())
async function ask<T extends object>(text: string): Promise<T[]> {
  return (await client.query<T>(text)).rows
}

type Constraint = {
  table: string
  name: string
  kind: string
  columns: string[]
  target: string | null
  on_delete: string
  on_update: string
  valid: boolean
  text: string
}
const constraints = await ask<Constraint>(`
  select c.conrelid::regclass::text as "table", c.conname as name, c.contype as kind, c.confrelid::regclass::text as target,
    array(select a.attname::text from unnest(c.conkey) with ordinality k (n, i) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.i) as columns,
    c.confdeltype as on_delete, c.confupdtype as on_update, c.convalidated as valid, pg_get_constraintdef(c.oid) as text
  from pg_constraint c where c.connamespace = 'public'::regnamespace and c.conrelid <> 0 and c.contype in ('p', 'u', 'f', 'c')`)
const columns = await readColumns(client as never)
const kinds = new Map(
  (
    await ask<{ name: string; kind: string }>(
      `select relname as name, relkind as kind from pg_class where relnamespace = 'public'::regnamespace`,
    )
  ).map(({ name, kind }) => [name, kind]),
)
const bucketed = new Set(
  columns
    .filter(({ name, table }) => name === 'bucket' && kinds.get(table) === 'r')
    .map(({ table }) => table),
)
const of = (kind: string) => constraints.filter((constraint) => constraint.kind === kind)

describe('bucketed tables', () => {
  test('are there: whatever belongs to a buyer, and what is keyed', () => {
    expect([...bucketed].sort()).toEqual(
      expect.arrayContaining([
        'contracts',
        'items',
        'purchase_holders',
        'purchases',
        'purchasers',
        ...Object.keys(keyTables),
      ]),
    )
    expect(bucketed.size).toBeGreaterThan(15)
  })

  test('have the bucket first in their primary key and in everything that is unique', async () => {
    const indexes = await ask<{ table: string; name: string; columns: string[] }>(`
      select i.indrelid::regclass::text as "table", i.indexrelid::regclass::text as name,
        array(select pg_get_indexdef(i.indexrelid, n, true) from generate_series(1, i.indnkeyatts) n) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace and i.indisunique`)
    const mine = indexes.filter(({ table }) => bucketed.has(table))
    expect(mine.length).toBeGreaterThanOrEqual(bucketed.size)
    expect(mine.filter((index) => index.columns[0] !== 'bucket')).toEqual([])
    for (const table of bucketed)
      expect(
        of('p').map((key) => key.table),
        table,
      ).toContain(table)
  })

  test('have the bucket of an id that is in their key, or of a parent, or are listed as key tables', () => {
    const checked = new Map(
      [...bucketed].map((table) => [
        table,
        of('c')
          .filter((c) => c.table === table)
          .map((c) => c.text),
      ]),
    )
    const byId = [...bucketed].filter((table) => {
      const ids =
        checked
          .get(table)
          ?.flatMap((text) => /\(\(?bucket = bucket_of\((\w+)\)\)?\)/.exec(text)?.[1] ?? []) ?? []
      return ids.some((id) => of('p').some((key) => key.table === table && key.columns.includes(id)))
    })
    const byParent = [...bucketed].filter((table) =>
      of('f').some(
        (key) => key.table === table && key.columns[0] === 'bucket' && byId.includes(key.target ?? ''),
      ),
    )
    const byKey = Object.keys(keyTables)
    for (const table of byKey)
      expect(checked.get(table)?.join(), table).toMatch(/bucket >= 0\) AND \(bucket <= 1023/)
    expect(
      [...bucketed].filter(
        (table) => !byId.includes(table) && !byParent.includes(table) && !byKey.includes(table),
      ),
    ).toEqual([])
    expect(byKey.filter((table) => byId.includes(table) || byParent.includes(table))).toEqual([])
    expect(byId.length).toBeGreaterThan(8)
    expect(byParent.length).toBeGreaterThan(3)
  })

  test('refer to each other with the bucket', () => {
    const between = of('f').filter(({ table, target }) => bucketed.has(table) && bucketed.has(target ?? ''))
    expect(between.length).toBeGreaterThan(4)
    expect(between.filter((key) => !key.columns.includes('bucket'))).toEqual([])
    const outwards = of('f').filter(({ table, target }) => !bucketed.has(table) && bucketed.has(target ?? ''))
    expect(outwards).toEqual([])
  })
})

describe('constraints', () => {
  test('every foreign key is served by an index that begins with its columns', async () => {
    const indexes = await ask<{ table: string; columns: string[]; partial: boolean }>(`
      select i.indrelid::regclass::text as "table", i.indpred is not null as partial,
        array(select pg_get_indexdef(i.indexrelid, n, true) from generate_series(1, i.indnkeyatts) n) as columns
      from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = 'public'::regnamespace`)
    const missing = of('f').filter(
      (key) =>
        !indexes.some(
          (index) =>
            index.table === key.table &&
            !index.partial &&
            key.columns.every((column) => index.columns.slice(0, key.columns.length).includes(column)),
        ),
    )
    expect(of('f').length).toBeGreaterThan(12)
    expect(missing.map(({ name }) => name).sort()).toEqual(Object.keys(unindexed).sort())
  })

  test('none waits to be validated, and all have names that were given', async () => {
    expect(constraints.filter(({ valid }) => !valid)).toEqual([])
    expect(
      constraints.filter(({ name }) => !/_(?:pkey|fkey|key|check)$/.test(name)).map(({ name }) => name),
    ).toEqual([])
  })

  test('no trigger, and no delete or update that takes other rows along but those listed', async () => {
    expect(
      await ask(
        `select tgname from pg_trigger where not tgisinternal and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`,
      ),
    ).toEqual([])
    const taking = of('f').filter((key) => key.on_delete !== 'a' || key.on_update !== 'a')
    expect(taking.map(({ name }) => name).sort()).toEqual(Object.keys(cascades).sort())
    expect(taking.filter(({ table, target }) => bucketed.has(table) || bucketed.has(target ?? ''))).toEqual(
      [],
    )
  })

  test('views of facts read the tables of their own module alone', async () => {
    const reads = await ask<{ view: string; table: string }>(`
      select distinct v.relname as view, t.relname as "table" from pg_rewrite r join pg_class v on v.oid = r.ev_class
      join pg_depend d on d.objid = r.oid and d.refclassid = 'pg_class'::regclass join pg_class t on t.oid = d.refobjid and t.oid <> v.oid
      where v.relnamespace = 'public'::regnamespace and v.relkind = 'v'`)
    expect(reads.length).toBeGreaterThan(0)
    for (const { view, table } of reads) {
      const module = Object.entries(owner).find(([, tables]) => tables.includes(view))?.[0] as string
      expect(view).toBe(`${module}_facts`)
      expect(owner[module], `${view} reads ${table}`).toContain(table)
    }
  })

  test('amounts are whole numbers, instants have a zone', async () => {
    const wrong = columns.filter(
      ({ type, name }) =>
        ['float4', 'float8', 'numeric', 'money', 'timestamp'].includes(type) ||
        (name.endsWith('_at') && type !== 'timestamptz'),
    )
    expect(wrong.map(({ table, name }) => `${table}.${name}`)).toEqual([])
  })
})

describe('migrations', () => {
  const folder = join(import.meta.dirname, '..', 'migrations')
  const files = readdirSync(folder).sort()

  test('have names that sort by time', () => {
    expect(files.length).toBeGreaterThan(5)
    expect(files.filter((file) => !/^\d{8}T\d{4}_[a-z_]+\.sql$/.test(file))).toEqual([])
  })

  test.each(files)(
    '%s says which lock it takes, at its head and wherever it touches a table that was there before',
    (file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      expect(text.slice(0, text.search(/^[^-\s]/m))).toMatch(/\block\b/i)
      const made = new Set(
        [...text.matchAll(/create table (?:if not exists )?(\w+)/gi)].map(([, table]) => table),
      )
      for (const { 0: statement, index } of text.matchAll(
        /^(?:alter table|create(?: unique)? index|drop|update|delete|insert|truncate)\b[^;]*;/gim,
      )) {
        const table =
          /(?:\bon|alter table|update|from|into|drop (?:table|view|index))\s+(?:if exists |only )?(\w+)/i.exec(
            statement,
          )?.[1]
        if (made.has(table)) continue
        const before = text.slice(0, index).trimEnd().split('\n').at(-1)
        expect(before, statement).toMatch(/^--.*\block\b/i)
      }
    },
  )

  test('applied a second time they change nothing', async () => {
    const before = await dump()
    expect(await migrate(database.url)).toEqual({ applied: [] })
    expect(await dump()).toEqual(before)
    const names = await ask<{ name: string }>('select name from migrations order by name')
    expect(names.map(({ name }) => name)).toEqual(files)
  })

  test('two processes that start together on an empty database apply each once', async () => {
    const { url, prefix } = inject('testServer')
    const name = `${prefix}empty`
    await onConnection(url, (admin) => admin.query(`create database ${name}`))
    const empty = databaseUrl(url, name)
    const results = await Promise.all([migrate(empty), migrate(empty), migrate(empty)])
    expect(results.flatMap(({ applied }) => applied).sort()).toEqual(files)
  })

  test('schema.gen.ts is what they make', () => {
    const file = 'src/platform/schema.gen.ts'
    expect(formatted(file, schemaSource(columns))).toBe(
      readFileSync(join(import.meta.dirname, '..', file), 'utf8'),
    )
  })

  async function dump(): Promise<unknown> {
    return [
      await readColumns(client as never),
      await ask(`select indexdef from pg_indexes where schemaname = 'public' order by indexname`),
      await ask('select name, applied_at from migrations order by name'),
    ]
  }
})

const oneLine = (text: string) => text.replaceAll('"', '').replaceAll(/\s+/g, ' ').trim()

describe('all SQL of the product', { timeout: 60_000 }, () => {
  const recorded = new Map<string, Set<string>>()
  let operation = 'set-up'

  beforeAll(async () => {
    const original = pg.Client.prototype.query
    pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
      const [first] = args as [string | { text?: string }]
      const text = typeof first === 'string' ? first : first?.text
      if (text !== undefined && !/graphile_worker|pg_catalog|from pg_|outbox o join/.test(text))
        recorded.set(text, (recorded.get(text) ?? new Set()).add(operation))
      return (original as (...all: unknown[]) => unknown).apply(this, args)
    } as typeof original
    try {
      const product = await startProduct({ environment: { TRUST_PROXY: '1' } })
      const world = await createWorld(product)
      const by = {
        anybody: {},
        platform: { key: world.keys.platform },
        seller: { key: world.keys.a },
        sandbox: { key: world.keys.sandbox },
        staff: { cookie: world.sessions.a },
        buyer: { cookie: world.sessions.buyer },
        testBuyer: { cookie: world.sessions.sameInTest },
        leaver: { cookie: world.sessions.leaver },
      }
      const listed = new Map(operationsOf(committed).map((entry) => [entry.operation.operationId, entry]))
      for (const [name, { by: whose, call }] of Object.entries(operations)) {
        operation = name
        const { method, path } = listed.get(name.split('/')[0] as string) as { method: string; path: string }
        const { status, text } = await send(product.url, method, path, await call(world), by[whose])
        if (status >= 300) throw new Error(`${name}: ${status} ${text}`)
      }
      operation = 'more'
      await moreOf(world)
      await sweepsOf(world)
      const { method, path } = listed.get('recordPurchase') as { method: string; path: string }
      await send(product.url, method, path, { body: world.report() }, by.seller, { 'idempotency-key': 'k1' })
      for (const sweep of [
        'platform.sweep-old-rows',
        'identity.sweep-sign-ins',
        'notify.prune-mailbox',
        'payments.prune-provider-events',
      ]) {
        await sql`select graphile_worker.add_job(${sweep}, '{}'::json)`.execute(product.services.db)
      }
      await product.settled()
    } finally {
      pg.Client.prototype.query = original
    }
  }, 60_000)

  test('names the bucket wherever it uses a bucketed table', () => {
    const faults = [...recorded].flatMap(([text, by]) =>
      withoutBucket(text, bucketed)
        .filter(
          (table) => !exempt.some(({ tables, when }) => tables.includes(table) && when.test(oneLine(text))),
        )
        .map((table) => `${[...by].join()}: ${table} in ${oneLine(text)}`),
    )
    expect(faults).toEqual([])
  })

  test('was heard: every bucketed table was used, and every exemption', () => {
    const texts = [...recorded.keys()].map(oneLine)
    const used = new Set(texts.flatMap((text) => usesOf(text, bucketed).map(({ table }) => table)))
    expect([...bucketed].filter((table) => !used.has(table))).toEqual([])
    expect(exempt.filter(({ when }) => !texts.some((text) => when.test(text)))).toEqual([])
    expect(recorded.size).toBeGreaterThan(100)
  })

  test.each([
    ['select * from purchases where id = $1', ['purchases']],
    ['select * from purchases p where p.store_id = $1 and p.total > 3', ['purchases']],
    ['select bucket, id from purchases', ['purchases']],
    [
      'select * from purchases p join purchase_lines l on l.bucket = p.bucket and l.purchase_id = p.id',
      ['purchase_lines', 'purchases'],
    ],
    ['select * from purchases p, purchase_lines l where p.bucket = $1', ['purchase_lines']],
    ['update contracts set state = $1 where id = any($2)', ['contracts']],
    ['delete from "pending_lines" where "store_id" = $1', ['pending_lines']],
    ['insert into purchase_keys (store_id, reference) values ($1, $2)', ['purchase_keys']],
    ['with x as (insert into purchases (id) select id from y) select 1', ['purchases']],
    ["select * from items where code = 'bucket = 1'", ['items']],
  ])('a statement without its bucket is found: %s', (statement, wanted) => {
    expect(withoutBucket(statement, bucketed)).toEqual(wanted)
  })

  test.each([
    'select * from purchases where bucket = $1 and id = $2',
    'select * from "items" where "bucket" = $1 and "store_id" = $2',
    'select p.* from unnest($1::int[], $2::uuid[]) as a (bucket, id) join purchases p on p.bucket = a.bucket and p.id = a.id',
    'select * from purchases p join purchase_lines l on l.bucket = p.bucket and l.purchase_id = p.id where p.bucket = any($1::int[])',
    'insert into purchase_keys (bucket, store_id) select * from unnest($1::int[], $2::uuid[]) on conflict do nothing',
    'insert into items select * from json_populate_recordset(null::items, $1::json)',
    'update contracts set state = $1 where bucket = $2 and id = $3',
    'select count(*)::int as purchases from stores',
    'select * from x join purchases p on p.bucket = bucket_of(x.purchase_id)',
  ])('one with it is let through: %s', (statement) => {
    expect(withoutBucket(statement, bucketed)).toEqual([])
  })
})

/** Ways through the operations that one valid call does not take. */
async function moreOf(world: Awaited<ReturnType<typeof createWorld>>): Promise<void> {
  const by = { key: world.keys.a }
  const record = (more: object) => world.must('POST', '/v1/purchases', { body: world.report(more) }, by)
  const first = await record({
    buyer: { email: 'someone@example.com', phone: '090-1234-5678', accountIdentifier: 'C-1' },
  })
  const reference = String(first['reference'])
  await record({
    reference,
    buyer: { email: 'someone@example.com', phone: '090-1234-5678', accountIdentifier: 'C-1' },
    revision: 2,
  })
  await record({ reference: `${reference}-v`, kind: 'void', lines: [], returnOf: reference })
  const second = await record({ buyer: { memberCode: world.secrets[4] } })
  await record({
    kind: 'return',
    returnOf: second['reference'],
    lines: [{ code: world.item, quantity: 1, unitPrice: 50_000 }],
  })
  await record({ buyer: { purchaserId: world.secrets[3] } })
  await record({ lines: [{ code: 'not known yet', quantity: 2, unitPrice: 10 }] })
  await world.must(
    'PUT',
    '/v1/stores/{storeCode}/items',
    {
      params: { storeCode: world.stores.a },
      body: [
        { code: 'not known yet', name: 'Now known' },
        { code: world.item, name: 'Changed' },
      ],
    },
    by,
  )
  await world.must(
    'POST',
    '/v1/purchases/batch',
    { rows: [world.report(), world.report({ buyer: { email: 'new@example.com' } })] },
    by,
  )
  await world.must('GET', '/v1/mailbox', {}, {})
  const email = { cookie: world.sessions.buyer }
  await world.must('POST', '/v1/me/purchase-proofs', { body: { name: world.buyer.name } }, email)
  await world.must(
    'POST',
    '/v1/me/purchase-proofs',
    { body: { storeCode: world.stores.a, purchasedOn: '2020-01-01' } },
    email,
  )
}
