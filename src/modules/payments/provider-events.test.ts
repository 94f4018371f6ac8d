import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { AttemptId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { resealPlace } from '#platform/sealed-places.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { createApp } from '#src/app.ts'
import { listMigrationFiles, migrate } from '#src/migrate.ts'
import { faultsOf, servicesOver } from '#test/support/backup.ts'
import { contextOf, startTestServer, testKeys } from '#test/support/context.ts'
import { createEmptyDatabase } from '#test/support/database.ts'
import { unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import type { Attempt } from './index.ts'
import { createAttempts, paymentJobs, runAttempt } from './index.ts'
import { attemptRefOf } from './attempts.ts'
import { pruneEventsJob } from './prune-provider-events.ts'
import { approve } from './providers/sandbox/index.ts'
import { writeEvent } from './providers/sandbox/webhook.ts'
import { findAttempt } from './queries.ts'
import { sealedByPayments } from './sealed.ts'

const product = await startProduct()
const ctx = contextOf(product.services)
const shop = await openShop(product, { mode: 'test' })
const path = (storeCode = shop.store.code, provider = 'sandbox') =>
  `/v1/providers/${provider}/stores/${storeCode}/events`

async function waiting(on: Context = ctx, store = shop.store): Promise<AttemptId> {
  const [attempt] = await inTransaction(on, (tx) =>
    createAttempts(tx, on, [
      {
        subject: { kind: 'settlement', id: newId<'stl'>(9) },
        store,
        tender: 'qr',
        provider: 'sandbox',
        accountId: null,
        mandateId: null,
        amount: 300,
        currency: 'JPY',
        at: on.clock.now(),
      },
    ]),
  )
  const { id } = attempt as Attempt
  await runAttempt(on, id)
  return id
}
const stateOf = async (id: AttemptId) => (await findAttempt(ctx.db, id))?.state
async function pay(id: AttemptId, on: Context = ctx): Promise<void> {
  const row = await findAttempt(on.db, id)
  if (row) await approve(on, attemptRefOf(row))
}
const send = (message: { headers: Record<string, string>; raw: Buffer }, to = path()) =>
  product.call<{ code: string }>('POST', to, {
    body: message.raw.toString(),
    headers: { ...message.headers, 'content-type': 'application/json' },
  })
type Kept = { source: string; body_sealed: Buffer | null; done_at: string | null; text: string }
async function kept(eventId: string, db = ctx.db): Promise<Kept[]> {
  const { rows } =
    await sql<Kept>`select source, body_sealed, done_at, e::text || encode(body_sealed, 'escape') as text
    from provider_events e where event_id = ${eventId}`.execute(db)
  return rows
}
/** The body as it came. */
function opened(eventId: string, row: Kept | undefined, secrets = ctx.secrets): string | undefined {
  return row?.body_sealed ? secrets.open(row.body_sealed, `${row.source} ${eventId}`).toString() : undefined
}
async function prune(): Promise<void> {
  await paymentJobs.find(({ name }) => name === pruneEventsJob.name)?.run(ctx, {})
}

describe('messages of providers', () => {
  test('are kept as they came, once, and the provider is asked what happened', async () => {
    const id = await waiting()
    await pay(id)
    const eventId = unique('evt')
    const message = writeEvent(ctx, eventId, id)
    const answers = await Promise.all([send(message), send(message), send(message)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    await product.settled()
    expect(await stateOf(id)).toBe('captured')
    const rows = await kept(eventId)
    expect(rows).toHaveLength(1)
    expect(opened(eventId, rows[0])).toBe(message.raw.toString())
    expect(rows[0]?.done_at).not.toBeNull()
  })

  test('move no money by themselves: what is not paid stays so', async () => {
    const id = await waiting()
    expect((await send(writeEvent(ctx, unique('evt'), id))).status).toBe(200)
    await product.settled()
    expect(await stateOf(id)).toBe('customer_action')
  })

  test('with a wrong signature, or none, are refused and not kept', async () => {
    const id = await waiting()
    const eventId = unique('evt')
    const { headers, raw } = writeEvent(ctx, eventId, id)
    const changed = Buffer.from(raw.toString().replace(eventId, `${eventId}x`))
    for (const message of [
      { headers, raw: changed },
      { headers: {}, raw },
      { headers: { 'sandbox-signature': 'zz' }, raw },
    ]) {
      const { status, body } = await send(message)
      expect([status, body.code]).toEqual([401, 'webhook_refused'])
    }
    expect(await kept(eventId)).toEqual([])
  })

  test('sent to another store’s address ask about nothing', async () => {
    const other = await openShop(product, { mode: 'test' })
    const id = await waiting()
    await pay(id)
    expect((await send(writeEvent(ctx, unique('evt'), id), path(other.store.code))).status).toBe(200)
    await product.settled()
    expect(await stateOf(id)).toBe('customer_action')
  })

  test('of nobody, to nobody, and too large ones are refused', async () => {
    const message = writeEvent(ctx, unique('evt'), await waiting())
    expect((await send(message, path(shop.store.code, 'nobody'))).body.code).toBe('provider_unknown')
    expect((await send(message, path('no-such-store'))).body.code).toBe('store_not_found')
    const large = { ...message, raw: Buffer.alloc(256 * 1024 + 1, 0x20) }
    expect((await send(large)).status).toBe(413)
  })
})

describe('what providers sent', () => {
  test('is sealed: nothing of it can be read in the table, and no other row’s name opens it', async () => {
    const id = await waiting()
    const eventId = unique('evt')
    const { raw } = writeEvent(ctx, eventId, id)
    await send(writeEvent(ctx, eventId, id))
    const [row] = await kept(eventId)
    expect(row?.text).toContain(eventId)
    expect(row?.text).not.toContain('attempt')
    expect(row?.body_sealed?.includes(raw.subarray(0, 12))).toBe(false)
    expect(opened(eventId, row)).toBe(raw.toString())
    expect(() => opened(`${eventId}x`, row)).toThrow()
  })

  test('is sealed anew under a new key', async () => {
    const id = await waiting()
    const eventId = unique('evt')
    await send(writeEvent(ctx, eventId, id))
    const [place] = sealedByPayments.filter(({ table }) => table === 'provider_events')
    if (!place) throw new Error('the rotation does not know of it')
    const newest = `x9:${Buffer.alloc(32, 3).toString('base64')}`
    const secrets = secretsFrom(`${newest},${testKeys}`)
    expect(await resealPlace({ ...ctx, secrets }, place)).toBeGreaterThan(0)
    const alone = secretsFrom(newest)
    const [row] = await kept(eventId)
    expect(opened(eventId, row, alone)).toBe(writeEvent(ctx, eventId, id).raw.toString())
    await resealPlace({ ...ctx, secrets: secretsFrom(`${testKeys},${newest}`) }, place)
  })

  test('is worked on after a restart, by whoever works next', async () => {
    const first = await startTestServer({ app: createApp })
    const before = contextOf(first.services)
    const { store } = await openShop(first, { mode: 'test' })
    const id = await waiting(before, store)
    await pay(id, before)
    const eventId = unique('evt')
    const { headers, raw } = writeEvent(before, eventId, id)
    const answer = await first.call('POST', path(store.code), { body: raw.toString(), headers })
    expect(answer.status).toBe(200)
    expect((await kept(eventId, before.db))[0]?.done_at).toBeNull()
    const url = first.services.config.DATABASE_URL
    await first.close()

    const next = await startProduct({ environment: { DATABASE_URL: url } })
    await next.settled()
    expect((await findAttempt(next.services.db, id))?.state).toBe('captured')
    const [row] = await kept(eventId, next.services.db)
    expect(row?.done_at).not.toBeNull()
    expect(opened(eventId, row)).toBe(raw.toString())
  })

  test('goes 30 days after it was worked on; sent again it is still known, and what waits stays', async () => {
    const id = await waiting()
    const [eventId, late] = [unique('evt'), unique('evt')]
    const message = writeEvent(ctx, eventId, id)
    await send(message)
    await send(writeEvent(ctx, late, id))
    await product.settled()
    await sql`update provider_events set done_at = null where event_id = ${late}`.execute(ctx.db)
    const [worked] = await kept(eventId)
    expect(worked?.done_at).toBeTruthy()
    product.clock.advance({ days: 30 })
    await prune()
    expect(opened(eventId, (await kept(eventId))[0])).toBe(message.raw.toString())
    product.clock.advance({ seconds: 1 })
    await prune()
    expect((await kept(eventId))[0]?.body_sealed).toBeNull()
    expect(opened(late, (await kept(late))[0])).toBeTruthy()

    expect((await send(message)).status).toBe(200)
    await product.settled()
    expect(await kept(eventId)).toMatchObject([{ body_sealed: null, done_at: worked?.done_at }])
    const { results } = await faultsOf(product.services)
    expect(results.find(({ name }) => name === 'payment messages')).toMatchObject({ faults: 1 })
    expect(results.find(({ name }) => name === 'sealed values')?.faults).toBe(0)
  })

  test('and was never worked on asks again when it comes again an hour later, no sooner', async () => {
    const id = await waiting()
    const eventId = unique('evt')
    const message = writeEvent(ctx, eventId, id)
    await send(message)
    await product.settled()
    await sql`update provider_events set done_at = null where event_id = ${eventId}`.execute(ctx.db)
    product.clock.advance({ minutes: 59 })
    await send(message)
    await product.settled()
    expect((await kept(eventId))[0]?.done_at).toBeNull()
    product.clock.advance({ minutes: 1 })
    await send(message)
    await product.settled()
    const rows = await kept(eventId)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.done_at).not.toBeNull()
  })

  test('before bodies were sealed has none after the migration, and is still known', async () => {
    const old = servicesOver(product.services, (await createEmptyDatabase()).url)
    const url = old.config.DATABASE_URL
    const files = await listMigrationFiles()
    const sealing = files.findIndex((name) => name.includes('provider_events_sealed'))
    await migrate(url, files.slice(0, sealing))
    await sql`insert into provider_events (bucket, source, event_id, body, verified, received_at, done_at)
      values (0, 'stripe/x', 'evt_done', 'name', true, now(), now()), (0, 'stripe/x', 'evt_open', 'name', true, now(), null)`.execute(
      old.db,
    )
    await migrate(url)
    const { rows } = await sql`select event_id, body_sealed from provider_events order by 1`.execute(old.db)
    expect(rows).toEqual([
      { event_id: 'evt_done', body_sealed: null },
      { event_id: 'evt_open', body_sealed: null },
    ])
  })
})
