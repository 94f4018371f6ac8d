import { once } from 'node:events'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeStore } from '#modules/identity/change-store.ts'
import { testServices } from '#test/support/context.ts'
import { newSeller, unique } from '#test/support/people.ts'
import type { Running } from '#test/support/process.ts'
import { startProcess } from '#test/support/process.ts'
import { staffOf } from '#test/support/product.ts'
import { until } from '#test/support/until.ts'
import { send } from '#test/support/world.ts'

const base = await testServices()
afterAll(base.close)
const { services } = base
const { db } = services
const seller = await newSeller(base)
const by = { key: seller.key }
const databaseUrl = services.config.DATABASE_URL

type Sale = { reference: string; email: string; body: object }
function sale(): Sale {
  const reference = unique('R')
  const email = `${reference.toLowerCase()}@example.com`
  const body = {
    storeCode: seller.store.code,
    reference,
    purchasedAt: new Date().toISOString(),
    currency: 'JPY',
    buyer: { email },
    lines: [{ code: 'TV', quantity: 1, unitPrice: 100_000, plan: { planCode: 'care', price: 5000 } }],
  }
  return { reference, email, body }
}
type Result = { status: number; id: string; retryAfter: string | null } | { status: 0 }
/** Reports a sale; 0 where no answer came. */
async function report(server: Running, { body }: Sale): Promise<Result> {
  try {
    const answer = await send(server.url, 'post', '/v1/purchases', { body }, by)
    return {
      status: answer.status,
      id: String(answer.body['id']),
      retryAfter: answer.headers.get('retry-after'),
    }
  } catch {
    return { status: 0 }
  }
}

beforeAll(async () => {
  const server = await startProcess('api', databaseUrl)
  const terms = {
    name: { ja: 'テレビ5年保証' },
    liableParty: 'Shop',
    currency: 'JPY',
    termMonths: 60,
    covers: [
      { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
      { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
    ],
    price: { kind: 'fixed', premium: 5000 },
  }
  const items = [{ code: 'TV', name: 'Television', category: 'tv', makerWarrantyMonths: 12 }]
  const params = { storeCode: seller.store.code }
  expect(
    (await send(server.url, 'put', '/v1/stores/{storeCode}/items', { params, body: items }, by)).status,
  ).toBe(200)
  expect(
    (
      await send(
        server.url,
        'post',
        '/v1/plans',
        { body: { code: 'care', terms, attachments: [{ categories: ['tv'] }] } },
        by,
      )
    ).status,
  ).toBe(201)
  expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null })
})

type Stored = {
  reference: string
  id: string
  contracts: number
  covers: number
  keys: number
  holders: number
  recorded: number
  issued: number
  audits: number
}
/** All that stands of some sales: each count is 1 for one that is whole, 2 for its covers and its audit rows. */
async function storedOf(sales: readonly Sale[]): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select p.reference, p.id,
      (select count(*) from contracts c where c.purchase_id = p.id) as contracts,
      (select count(*) from contract_covers v join contracts c on c.id = v.contract_id where c.purchase_id = p.id) as covers,
      (select count(*) from purchase_keys k where k.purchase_id = p.id) as keys,
      (select count(*) from purchase_holders h where h.purchase_id = p.id) as holders,
      (select count(*) from outbox o where o.topic = 'purchase.recorded' and o.payload ->> 'purchaseId' = p.id::text) as recorded,
      (select count(*) from outbox o where o.topic = 'contract.issued' and o.payload ->> 'purchaseId' = p.id::text) as issued,
      (select count(*) from audit_entries a where a.entity_id = p.id::text or a.entity_id in (select c.id::text from contracts c where c.purchase_id = p.id)) as audits
    from purchases p where p.reference = any(${sales.map(({ reference }) => reference)}::text[]) order by p.reference`.execute(
    db,
  )
  return rows
}
const whole = (reference: string, id: string): Stored => ({
  reference,
  id,
  contracts: 1,
  covers: 2,
  keys: 1,
  holders: 1,
  recorded: 1,
  issued: 1,
  audits: 2,
})

/** Waits until every subscriber has had every event and no job is left. */
async function allDelivered(): Promise<void> {
  await until(
    'every event and job is done',
    async () => {
      const { rows } = await sql<{
        left: number
      }>`select (select count(*) from outbox o join subscriptions s on (o.xid, o.id) > (s.last_xid, s.last_id))
        + (select count(*) from graphile_worker._private_jobs) as left`.execute(db)
      return rows[0]?.left === 0
    },
    { seconds: 30, everyMs: 50 },
  ).catch(async (error: Error) => {
    const { rows: jobs } =
      await sql`select id, locked_by, locked_at, attempts, last_error, run_at, now() from graphile_worker._private_jobs limit 5`.execute(
        db,
      )
    const { rows: events } =
      await sql`select s.*, (select max(xid)::text from outbox) as newest, pg_snapshot_xmin(pg_current_snapshot())::text as xmin from subscriptions s`.execute(
        db,
      )
    throw new Error(`${error.message}\n${JSON.stringify({ jobs, events })}`)
  })
  expect((await sql`select * from failed_events`.execute(db)).rows).toEqual([])
}
const mails = async () =>
  (await sql<{ n: number }>`select count(*) as n from mailbox_messages`.execute(db)).rows[0]?.n ?? 0

describe('a process that is killed', { timeout: 90_000 }, () => {
  test('with 200 purchases in flight has kept each that it acknowledged, whole and once, and what follows from them comes about', async () => {
    const sales: Sale[] = []
    const acknowledged: (Sale & { id: string })[] = []
    let unanswered = 0
    const first = await startProcess('serve', databaseUrl)
    const some = Promise.withResolvers<void>()
    // 200 are in flight at any moment until the process is gone, so it dies in the middle however fast it is.
    const tills = Array.from({ length: 200 }, async () => {
      for (;;) {
        const one = sale()
        sales.push(one)
        const result = await report(first, one)
        if (result.status !== 201) {
          unanswered += 1
          return
        }
        acknowledged.push({ ...one, id: result.id })
        if (acknowledged.length === 60) some.resolve()
      }
    })
    await some.promise
    await first.end('SIGKILL')
    await Promise.all(tills)
    expect(acknowledged.length).toBeGreaterThanOrEqual(60)
    expect(unanswered).toBe(200)

    const second = await startProcess('serve', databaseUrl)
    for (const { reference, id } of acknowledged) {
      const params = { storeCode: seller.store.code, reference }
      const found = await send(
        second.url,
        'get',
        '/v1/stores/{storeCode}/purchases/{reference}',
        { params },
        by,
      )
      expect([found.status, found.body['id']]).toEqual([200, id])
    }
    // What a till does that got no answer: it sends everything again.
    const again = await Promise.all(sales.map((one) => report(second, one)))
    expect(again.map(({ status }) => status)).toEqual(sales.map(() => 201))
    const ids = new Map(sales.map(({ reference }, i) => [reference, (again[i] as { id: string }).id]))
    for (const { reference, id } of acknowledged) expect(ids.get(reference)).toBe(id)

    const stored = await storedOf(sales)
    expect(stored).toHaveLength(sales.length)
    expect(stored).toEqual(stored.map(({ reference, id }) => whole(reference, id)))
    await allDelivered()
    expect(await mails()).toBe(sales.length)
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})

describe('a process that is told to end', { timeout: 60_000 }, () => {
  test('finishes the requests that are under way, takes no new ones, and ends well', async () => {
    const server = await startProcess('serve', databaseUrl)
    const sales = Array.from({ length: 30 }, sale)
    // Nobody can take a purchase's key until we let go, so all of them are under way when the signal comes.
    const locked = Promise.withResolvers<void>()
    const release = Promise.withResolvers<void>()
    const holding = db.transaction().execute(async (tx) => {
      await sql`lock table purchase_keys in exclusive mode`.execute(tx)
      locked.resolve()
      await release.promise
    })
    await locked.promise
    const results = sales.map((one) => report(server, one))
    await until('they wait', async () => {
      const { rows } = await sql<{
        n: number
      }>`select count(*) as n from pg_locks where not granted and relation = 'purchase_keys'::regclass`.execute(
        db,
      )
      return (rows[0]?.n ?? 0) > 0
    })
    // Connections are taken in their order: when these are answered, all of the others have arrived.
    for (let i = 0; i < 3; i += 1) await fetch(`${server.url}/healthz`)
    const ended = server.end('SIGTERM')
    await until('it takes no new ones', () =>
      fetch(`${server.url}/healthz`).then(
        ({ ok }) => !ok,
        () => true,
      ),
    )
    expect(server.child.exitCode).toBeNull()
    const released = performance.now()
    release.resolve()
    await holding
    const answers = await Promise.all(results)
    expect(answers.map(({ status }) => status)).toEqual(sales.map(() => 201))
    expect(await ended).toEqual({ code: 0, signal: null })
    // Not as long as connections are kept alive, nor as long as a request may take.
    expect(performance.now() - released).toBeLessThan(8000)
    expect(await storedOf(sales)).toHaveLength(30)
  })

  test('does not wait for open streams, idle connections, or senders that stopped in the middle', async () => {
    const server = await startProcess('serve', databaseUrl, { DRAIN_SECONDS: '2' })
    const cookie = await signIn(server)
    const stream = await fetch(`${server.url}/v1/me/events`, {
      headers: { cookie: `mamori_session=${cookie}` },
    })
    expect(stream.status).toBe(200)
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
    await reader.read()
    const { port } = new URL(server.url)
    const half = connect(Number(port), '127.0.0.1')
    half.on('error', () => {})
    await once(half, 'connect')
    half.write(
      'POST /v1/purchases HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"half":',
    )
    await fetch(`${server.url}/healthz`)
    const started = performance.now()
    const result = await server.end('SIGTERM')
    expect(result).toEqual({ code: 0, signal: null })
    expect(performance.now() - started).toBeLessThan(6000)
    // The stream ended; it was not torn.
    for (let part = await reader.read(); !part.done; part = await reader.read());
    half.destroy()
  })

  async function signIn(server: Running): Promise<string> {
    const contact = { email: `${unique('kai')}@example.com` }
    await send(server.url, 'post', '/v1/sign-in/codes', { body: { contact } }, {})
    const code = await until('the code arrives', async () => {
      const { body } = await send(server.url, 'get', '/v1/mailbox', { query: { to: contact.email } }, {})
      return /\d{6}/.exec((body['items'] as { text: string }[])[0]?.text ?? '')?.[0]
    })
    const answer = await send(server.url, 'post', '/v1/sign-in', { body: { contact, code } }, {})
    return /mamori_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
  }
})

describe('a process whose connections to the database are cut', { timeout: 60_000 }, () => {
  test('goes on without a restart: answers, events, jobs and what it keeps in memory', async () => {
    const server = await startProcess('serve', databaseUrl)
    const cut = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'mamori test'`.execute(
        db,
      )
    const sales: Sale[] = []
    const statuses = new Map<number, number>()
    for (let round = 0; round < 6; round += 1) {
      const some = Array.from({ length: 25 }, sale)
      sales.push(...some)
      const results = some.map((one) => report(server, one))
      await cut()
      for (const result of await Promise.all(results)) {
        statuses.set(result.status, (statuses.get(result.status) ?? 0) + 1)
        // Either it was recorded, or the caller is told to come again; never a failure of ours, never silence.
        expect([201, 503], server.output().slice(-3000)).toContain(result.status)
        if (result.status === 503) expect((result as { retryAfter: string }).retryAfter).toBe('1')
      }
    }
    expect(statuses.get(201)).toBeGreaterThan(50)
    const again = await Promise.all(sales.map((one) => report(server, one)))
    expect(again.map(({ status }) => status)).toEqual(sales.map(() => 201))
    const stored = await storedOf(sales)
    expect(stored).toEqual(stored.map(({ reference, id }) => whole(reference, id)))
    expect(stored).toHaveLength(150)
    await allDelivered()
    expect(server.child.exitCode).toBeNull()

    // It hears again what other processes announce.
    const name = unique('Renamed')
    await changeStore(
      {
        ...services,
        actor: staffOf(seller.organisation),
        origin: { via: 'cli', operation: 'changeStore', requestId: '', ip: null },
      },
      seller.store.code,
      { name },
    )
    await until('the new name is shown', async () => {
      const { body } = await send(
        server.url,
        'get',
        '/v1/stores/{storeCode}',
        { params: { storeCode: seller.store.code } },
        by,
      )
      return body['name'] === name
    })
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null })
  })
})
