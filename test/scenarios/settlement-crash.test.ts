import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sweepDue } from '#src/due-works.ts'
import { unique } from '#test/support/people.ts'
import { startProcess } from '#test/support/process.ts'
import { startProduct } from '#test/support/product.ts'
import { booksOfStore, openTill, payingBuyer, runningCoupon } from '#test/support/till.ts'
import { until } from '#test/support/until.ts'
import { send } from '#test/support/world.ts'

const product = await startProduct()
const { services } = product
const { db } = services

/** Whether somebody waits for a lock in a statement that names a table. */
async function waitsFor(table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database() and query ilike ${`%${table}%`}`.execute(
    db,
  )
  return rows.length > 0
}

test.each(['before it goes out', 'after the money was taken'] as const)(
  'a process that dies between hold and commit, %s: the sweep finds out what became of it',
  async (when) => {
    const till = await openTill(product)
    const buyer = await payingBuyer(product)
    const coupon = await runningCoupon(product, till, { limits: { uses: 1 } })
    const reference = unique('crash')
    const server = await startProcess('api', services.config.DATABASE_URL)
    // The process has the machine's clock, and tokens are of a minute.
    product.clock.set(new Date().toISOString())
    const body = till.basket({ reference, memberToken: await buyer.token(), couponCodes: [coupon.code] })
    let answered = false
    await db.connection().execute(async (own) => {
      // The sandbox cannot write its books, so the call hangs on its way out.
      await sql`begin`.execute(own)
      await sql`lock table sandbox_payments in exclusive mode`.execute(own)
      const call = send(server.url, 'post', '/v1/settlements', { body }, { key: till.key }).then(
        () => (answered = true),
        () => {},
      )
      await until('the payment is on its way', () => waitsFor('sandbox_payments'), { seconds: 20 })
      if (when === 'after the money was taken') {
        // It goes through, and its answer cannot be stored.
        await db.connection().execute(async (other) => {
          await sql`begin`.execute(other)
          await sql`select 1 from payment_attempts where store_id = ${till.store.id} for update`.execute(
            other,
          )
          await sql`commit`.execute(own)
          await until('the answer waits to be stored', () => waitsFor('payment_attempts'), { seconds: 20 })
          await server.end('SIGKILL')
          await sql`commit`.execute(other)
        })
      } else {
        await server.end('SIGKILL')
        await sql`commit`.execute(own)
      }
      await call
    })
    expect(answered).toBe(false)
    const { body: list } = await product.call<{ items: { id: string; state: string }[] }>(
      'GET',
      `/v1/stores/${till.store.code}/settlements?reference=${reference}`,
      { key: till.key },
    )
    expect(list.items).toMatchObject([{ state: 'processing' }])
    // The coupon stays held for as long as nobody knows.
    expect((await till.quote({ couponCodes: [coupon.code] })).body.amountDue).toBe(11_000)
    product.clock.advance({ minutes: 2 })
    await sweepDue(services)
    await product.settled()
    const taken = when === 'after the money was taken'
    expect(await till.get(list.items[0]?.id ?? '')).toMatchObject({
      state: taken ? 'settled' : 'failed',
      couponsUsed: [{ state: taken ? 'committed' : 'released' }],
    })
    const { accounts, all } = await booksOfStore(product, till.store.id)
    expect(all).toBe(0)
    expect(accounts).toEqual(taken ? { clearing_sandbox: 9_900, store_payable: -9_900 } : {})
    const mine = await product.call<{ items: { balance: number }[] }>('GET', '/v1/me/accounts', {
      cookie: buyer.cookie,
    })
    expect(mine.body.items[0]?.balance).toBe(taken ? 990_100 : 1_000_000)
  },
  60_000,
)
