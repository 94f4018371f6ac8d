import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'

const product = await startProduct()
product.clock.set('2026-11-22T03:00:00Z')

type Clock = { now: string; ran: { work: string; at: string }[]; code: string }
const setClock = (key: string, at: string) =>
  product.call<Clock>('PUT', '/v1/sandbox/clock', { key, body: { at } })

describe('the clock of a sandbox', () => {
  test('goes forward only, and never for a live organisation', async () => {
    const sandbox = await openWarrantyShop(product, {}, { mode: 'test' })
    expect((await setClock(sandbox.key, '2027-01-01T00:00:00Z')).body.now).toBe('2027-01-01T00:00:00.000Z')
    const back = await setClock(sandbox.key, '2026-12-31T23:59:59Z')
    expect([back.status, back.body.code]).toEqual([409, 'clock_backward'])
    expect((await setClock(sandbox.key, '2027-01-01T09:00:00+09:00')).status).toBe(200)
    const far = await setClock(sandbox.key, '2099-01-01T00:00:00Z')
    expect([far.status, far.body.code]).toEqual([400, 'invalid_request'])
    const live = await openWarrantyShop(product)
    const refused = await setClock(live.key, '2027-01-01T00:00:00Z')
    expect([refused.status, refused.body.code]).toEqual([403, 'not_a_sandbox'])
  })

  test('a day at a time or a decade at once: the same falls due, in the same order', async () => {
    const outcome = async (jumps: string[]) => {
      const sandbox = await openWarrantyShop(product, {}, { mode: 'test' })
      const ids: string[] = []
      for (const day of ['22', '20', '21']) {
        const cover = await sandbox.sell({ purchasedAt: `2026-11-${day}T10:00:00+09:00` })
        const { body } = await product.call<{ id: string }>('POST', '/v1/claims', {
          key: sandbox.key,
          body: {
            number: cover.number,
            cause: 'physical_damage',
            fault: 'dropped',
            occurredOn: '2026-11-22',
            description: 'It fell.',
          },
        })
        ids.push(body.id)
        if (ids.length === 2)
          await product.call('POST', `/v1/claims/${body.id}/questions`, {
            key: sandbox.key,
            body: { question: 'How?' },
          })
      }
      await product.settled()
      const ran: { work: string; at: string }[] = []
      for (const at of jumps) {
        const { body, text } = await setClock(sandbox.key, at)
        expect(body.now, text).toBeDefined()
        // Days that earn premiums are posted together at the end; that each is there is asked below.
        ran.push(...body.ran.filter(({ work }) => work !== 'sales.earn-premiums'))
      }
      const claims = []
      for (const id of ids) {
        const { body } = await product.call<{
          overdue: boolean
          state: string
          history: { kind: string; at: string; data: object }[]
        }>('GET', `/v1/claims/${id}`, { key: sandbox.key })
        const history = body.history.map(({ kind, at, data }) => ({ kind, at, data }))
        claims.push({ overdue: body.overdue, state: body.state, history })
      }
      const { rows: earned } = await sql`select j.booked_on, p.amount from journals j
        join postings p on p.bucket = j.bucket and p.journal_id = j.id
        where j.store_id = ${sandbox.store.id} and j.key like 'premium.earned/%/%' and p.account = 'premium_earned'
        order by j.booked_on`.execute(product.services.db)
      return { ran, claims, earned }
    }
    const days = Array.from({ length: 30 }, (_, i) =>
      Temporal.Instant.from('2026-11-23T03:00:00Z')
        .add({ hours: 24 * i })
        .toString(),
    )
    const daily = await outcome([...days, '2036-11-22T03:00:00Z'])
    const decade = await outcome(['2036-11-22T03:00:00Z'])
    expect(decade).toEqual(daily)
    expect(decade.ran.map(({ at }) => at)).toEqual(['2026-11-29T15:00:00.000Z', '2026-12-06T15:00:00.000Z'])
    expect(decade.earned.length).toBeGreaterThan(1800)
    expect(decade.claims.map(({ overdue }) => overdue)).toEqual([true, true, true])
  })

  test('K27 five years of sale, failure, repair and expiry in seconds', async () => {
    const sandbox = await openWarrantyShop(
      product,
      { limits: [{ rule: 'per_cover_year', size: { priceShare: 10_000 } }] },
      { mode: 'test' },
    )
    const { key } = sandbox
    const buyer = { email: `${unique('buyer')}@example.com` }
    const cover = await sandbox.sell({ buyer })
    const file = (occurredOn: string, cause = 'natural_failure') =>
      product.call<{ id: string; code: string; left: { most: number } }>('POST', '/v1/claims', {
        key,
        body: {
          number: cover.number,
          buyer,
          cause,
          fault: 'does_not_start',
          occurredOn,
          description: 'Dark.',
        },
      })
    const status = async () =>
      (await product.call<{ status: string }>('GET', `/v1/contracts/${cover.id}`, { key })).body.status
    expect((await file('2026-11-22')).body.code).toBe('cause_not_covered')
    await setClock(key, '2028-03-01T00:00:00Z')
    const first = await file('2028-03-01')
    const desk = `/v1/claims/${first.body.id}`
    await product.call('POST', `${desk}/decision`, { key, body: { decision: 'accept', estimate: 60_000 } })
    for (const to of ['received', 'in_repair', 'repaired', 'shipped', 'completed'])
      await product.call('POST', `${desk}/advance`, { key, body: { to } })
    await setClock(key, '2028-10-01T00:00:00Z')
    expect((await file('2028-10-01')).body.left.most).toBe(40_000)
    await setClock(key, '2028-11-22T00:00:00Z')
    await product.call(
      'POST',
      `/v1/claims/${(await file('2028-11-22', 'physical_damage')).body.id}/withdrawal`,
      {
        key,
        body: {},
      },
    )
    expect(await status()).toBe('active')
    await setClock(key, '2031-11-21T14:59:59Z')
    expect(await status()).toBe('active')
    await setClock(key, '2031-11-21T15:00:00Z')
    expect(await status()).toBe('expired')
    expect((await file('2031-11-22')).body.code).toBe('cover_over')
    expect((await file('2031-11-21', 'physical_damage')).body.left.most).toBe(100_000)
  })
})
