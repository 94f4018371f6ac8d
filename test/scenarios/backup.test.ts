import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { inTransaction } from '#platform/context.ts'
import { startDispatcher } from '#platform/dispatcher.ts'
import { sendMessage } from '#platform/messages.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { backup } from '#src/backup.ts'
import { restoreBackup } from '#src/backup/restore-backup.ts'
import { takeBackup } from '#src/backup/take-backup.ts'
import { migrate } from '#src/migrate.ts'
import { Paper, faultsOf, folderOfTest, quietly, servicesOver } from '#test/support/backup.ts'
import { contextOf } from '#test/support/context.ts'
import { createDatabase, createEmptyDatabase } from '#test/support/database.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import { until } from '#test/support/until.ts'

const product = await startProduct()
const { services } = product
const url = services.config.DATABASE_URL
const folder = folderOfTest('backup')
const shop = await openShop(product)
const here = { url, secrets: services.secrets, folder: undefined as string | undefined }

const email = `${unique('buyer')}@example.com`
const buyPurchase = (reference: string) =>
  product.call<{ id: string }>('POST', '/v1/purchases', {
    key: shop.key,
    body: {
      storeCode: shop.store.code,
      reference,
      purchasedAt: '2026-11-20T12:00:00+09:00',
      currency: 'JPY',
      buyer: { email, name: '山田\t花子 \\N' },
      lines: [{ code: 'TV', name: 'Television\n"55"', quantity: 1, unitPrice: 100_000 }],
    },
  })
const countsOf = async (db: Db, tables: readonly string[]) => {
  const counts: Record<string, number> = {}
  for (const name of tables) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db)
    counts[name] = rows[0]?.n ?? -1
  }
  return counts
}
const take = (name: string, more: Partial<Parameters<typeof takeBackup>[0]> = {}) =>
  takeBackup({ ...here, file: join(folder, name), progress: quietly(), ...more })
const restore = (name: string, target: string, more: object = {}) =>
  restoreBackup({ ...here, url: target, file: join(folder, name), progress: quietly(), ...more })

await buyPurchase('first')
await product.settled()

describe('a backup that is taken while purchases are written', () => {
  test('restores to one moment, consistent, with everything answered before it and nothing begun after it', async () => {
    let stopped = false
    const answered = new Set<string>()
    const begun = new Set<string>()
    let before = new Set<string>()
    let after = new Set<string>()
    const writing = Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; !stopped; i += 1) {
        const reference = `w${writer}-${i}`
        begun.add(reference)
        const { status } = await buyPurchase(reference)
        if (status < 300) answered.add(reference)
      }
    })
    await until('some are written', () => answered.size > 20)
    before = new Set(answered)
    const facts = await take('load.tar.gz', {
      async fixed() {
        after = new Set(begun)
        await until('more are written after the moment', () => answered.size > before.size + 30)
      },
    })
    stopped = true
    await Promise.all(writing)

    const target = await createEmptyDatabase()
    await restore('load.tar.gz', target.url)
    const restored = servicesOver(services, target.url)
    const names = facts.tables.map((table) => table.name)
    expect(await countsOf(restored.db, names)).toEqual(
      Object.fromEntries(facts.tables.map((table) => [table.name, table.rows])),
    )
    const { rows } = await sql<{ reference: string }>`select reference from purchases`.execute(restored.db)
    const references = new Set(rows.map((row) => row.reference))
    expect([...before].filter((reference) => !references.has(reference))).toEqual([])
    expect([...references].filter((one) => one !== 'first' && !after.has(one))).toEqual([])
    expect(answered.size).toBeGreaterThan(references.size)
    const { names: faulty, results, examples } = await faultsOf(restored)
    expect(examples).toEqual([])
    expect(faulty).toEqual([])
    expect(results.find((result) => result.name === 'purchase lines')?.looked).toBe(references.size)
  })

  test('holds every value as it was, and no key', async () => {
    await take('same.tar.gz')
    const target = await createDatabase()
    await restore('same.tar.gz', target.url)
    const restored = servicesOver(services, target.url)
    const rowsOf = async (db: Db, name: string) =>
      (
        await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(db)
      ).rows.map(({ row }) => row)
    for (const name of ['purchases', 'purchase_lines', 'purchasers', 'audit_entries', 'api_keys', 'staff'])
      expect(await rowsOf(restored.db, name), name).toEqual(await rowsOf(services.db, name))
    const bytes = gunzipSync(readFileSync(join(folder, 'same.tar.gz'))).toString('latin1')
    expect(bytes).toContain('manifest.json')
    for (const { 1: key = '' } of (services.config.MAMORI_KEYS ?? '').matchAll(/:([^,]+)/g))
      expect(bytes).not.toContain(key)
    expect(statSync(join(folder, 'same.tar.gz')).mode & 0o777).toBe(0o600)
  })
})

describe('after a restore', () => {
  test('subscribers go on exactly where they were, on a server that counts otherwise, and hear what is new', async () => {
    const source = servicesOver(services, (await createDatabase()).url)
    const publish = (db: Db, xid: string, n: number) =>
      sql`insert into outbox (xid, topic, payload) values (${xid}::xid8, 'n', ${JSON.stringify({ n })}::jsonb)`.execute(
        db,
      )
    // The later number stands in the earlier transaction: order is that of the transactions.
    await publish(source.db, '9000000002', 3)
    await publish(source.db, '9000000001', 1)
    await publish(source.db, '9000000001', 2)
    await publish(source.db, '9000000003', 4)
    await sql`insert into subscriptions values ('new', '0', 0), ('middle', '9000000001', (select max(id) from outbox where xid = '9000000001')),
      ('between', '9000000002', 0), ('ready', '9000000005', 0)`.execute(source.db)
    await sql`insert into failed_events values ('new', 5000, 'n', '{}', 'x', now())`.execute(source.db)
    await take('events.tar.gz', { url: source.config.DATABASE_URL })
    const target = servicesOver(services, (await createDatabase()).url)
    await restore('events.tar.gz', target.config.DATABASE_URL)

    const heard = new Map<string, number[]>()
    const dispatcher = await startDispatcher(
      target,
      ['new', 'middle', 'between', 'ready'].map((subscriber) => {
        heard.set(subscriber, [])
        return {
          subscriber,
          topics: ['n'],
          handle: async (_ctx, _tx, events) => {
            for (const event of events) heard.get(subscriber)?.push((event.payload as { n: number }).n)
          },
        }
      }),
    )
    await sql`insert into outbox (topic, payload) values ('n', '{"n": 5}')`.execute(target.db)
    await until('all have heard what is new', () => [...heard.values()].every((list) => list.includes(5)))
    await dispatcher.stop()
    expect(Object.fromEntries(heard)).toEqual({
      new: [1, 2, 3, 4, 5],
      middle: [3, 4, 5],
      between: [3, 4, 5],
      ready: [5],
    })
    const { rows } = await sql<{ id: number }>`select min(id) as id from outbox`.execute(target.db)
    expect(rows[0]?.id).toBeGreaterThan(5000)
  })

  test('mail that waited is sent, and people sign in', async () => {
    const target = (await createDatabase()).url
    const source = servicesOver(services, (await createDatabase()).url)
    const to = { kind: 'email' as const, value: `${unique('waits')}@example.com` }
    await inTransaction(contextOf(source), (tx) =>
      sendMessage(tx, contextOf(source), {
        to,
        mode: 'test',
        template: 'sign_in_code',
        language: 'ja',
        data: { code: '123456', minutes: 10 },
      }),
    )
    await sql`select graphile_worker.add_job('gave.up', max_attempts => 1)`.execute(source.db)
    await sql`update graphile_worker._private_jobs j set attempts = 1 from graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = 'gave.up'`.execute(source.db)
    const facts = await take('jobs.tar.gz', { url: source.config.DATABASE_URL })
    expect(facts.jobs).toMatchObject({ rows: 1, givenUp: 1 })
    expect(facts.keyIds).toEqual(['t1'])
    await restore('jobs.tar.gz', target)
    const again = await startProduct({ environment: { DATABASE_URL: target } })
    expect((await again.mailbox(to.value))[0]?.text).toContain('123456')
    expect((await signInBuyer(again, { email: to.value }, 'test')).person.contacts[0]?.value).toBe(to.value)
  })

  test('files of the folder are back in another one', async () => {
    const photos = folderOfTest('files')
    writeFileSync(join(photos, 'a.bin'), Buffer.alloc(300_000, 7))
    await take('files.tar.gz', { folder: photos })
    const target = (await createDatabase()).url
    await expect(restore('files.tar.gz', target)).rejects.toThrow('FILES')
    const other = folderOfTest('files')
    await restore('files.tar.gz', target, { folder: other })
    expect(readFileSync(join(other, 'a.bin')).equals(Buffer.alloc(300_000, 7))).toBe(true)
  })

  test('a backup of an older level is loaded at that level and then migrated', async () => {
    const old = servicesOver(services, (await createEmptyDatabase()).url)
    const level = ['20261122T0600_platform.sql', '20261122T0610_identity.sql', '20261122T0710_mailbox.sql']
    await migrate(old.config.DATABASE_URL, level)
    await sql`insert into one_time_work (name) values ('kept')`.execute(old.db)
    await take('old.tar.gz', { url: old.config.DATABASE_URL })
    const target = servicesOver(services, (await createEmptyDatabase()).url)
    const { migrated } = await restore('old.tar.gz', target.config.DATABASE_URL)
    expect(migrated).toContain('20261122T0630_purchases.sql')
    expect(await countsOf(target.db, ['one_time_work', 'purchases'])).toEqual({
      one_time_work: 1,
      purchases: 0,
    })
  })
})

describe('nothing is written', () => {
  const file = (name: string) => join(folder, name)
  const tables = async (target: string) => {
    const client = new pg.Client({ connectionString: target })
    await client.connect()
    const { rows } = await client.query<{ n: string }>(
      `select count(*) as n from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    )
    await client.end()
    return Number(rows[0]?.n)
  }
  const original = async () => {
    await take(`${unique('whole')}.tar.gz`, { file: file('whole.tar.gz') }).catch(() => {})
    return gunzipSync(readFileSync(file('whole.tar.gz')))
  }

  test.each([
    [
      'the file is broken off',
      (bytes: Buffer) => gzipSync(bytes).subarray(0, 4000),
      'cannot be read to its end',
    ],
    [
      'it lacks its end',
      (bytes: Buffer) => gzipSync(Buffer.concat([bytes.subarray(0, 512 * 6), Buffer.alloc(1024)])),
      /cannot be read|broken off/,
    ],
    [
      'a value in it was altered',
      (bytes: Buffer) =>
        gzipSync(Buffer.from(bytes.toString('latin1').replace('Television', 'Telephones'), 'latin1')),
      'is not what was written',
    ],
    [
      'its manifest was altered',
      (bytes: Buffer) =>
        gzipSync(Buffer.from(bytes.toString('latin1').replace('"givenUp": 0', '"givenUp": 7'), 'latin1')),
      'was altered',
    ],
    ['it is something else', () => gzipSync(Buffer.from('what is this')), 'cannot be read to its end'],
  ])('where %s', async (_what, change, message) => {
    const bytes = await original()
    const changed = change(bytes)
    expect(changed.equals(gzipSync(bytes))).toBe(false)
    writeFileSync(file('changed.tar.gz'), changed)
    const target = (await createEmptyDatabase()).url
    await expect(restore('changed.tar.gz', target)).rejects.toThrow(message)
    expect(await tables(target)).toBe(0)
  })

  test('where the keys are others', async () => {
    await original()
    const target = (await createEmptyDatabase()).url
    const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
    await expect(restore('whole.tar.gz', target, { secrets: secretsFrom(`k9:${key(9)}`) })).rejects.toThrow(
      't1',
    )
    await expect(restore('whole.tar.gz', target, { secrets: secretsFrom(`t1:${key(9)}`) })).rejects.toThrow(
      'other keys',
    )
    expect(await tables(target)).toBe(0)
  })

  test('where the database is not empty', async () => {
    await original()
    await expect(restore('whole.tar.gz', url)).rejects.toThrow('not empty')
  })

  test('where it was made by a newer Mamori', async () => {
    const newer = servicesOver(services, (await createDatabase()).url)
    await sql`insert into migrations (name) values ('29991231T0000_future.sql')`.execute(newer.db)
    await take('newer.tar.gz', { url: newer.config.DATABASE_URL })
    const target = (await createEmptyDatabase()).url
    await expect(restore('newer.tar.gz', target)).rejects.toThrow('29991231T0000_future.sql')
    expect(await tables(target)).toBe(0)
  })

  test('where the file cannot be, and nothing is left of it', async () => {
    const screen = new Paper()
    process.env['MAMORI_KEYS'] = services.config.MAMORI_KEYS
    expect(await backup(url, [file('no-folder/x.tar.gz')], screen)).toBe(1)
    expect(screen.text).toContain('ENOENT')
    expect(await backup(url, [], screen)).toBe(2)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  test('over another backup', async () => {
    await original()
    const screen = new Paper()
    process.env['MAMORI_KEYS'] = services.config.MAMORI_KEYS
    expect(await backup(url, [file('whole.tar.gz')], screen)).toBe(1)
    expect(screen.text).toContain('exists already')
    expect(await backup(url, [file('by-command.tar.gz')], screen)).toBe(0)
    expect(screen.text).toContain('rows a second')
  })
})
