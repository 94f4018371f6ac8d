import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ContractId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { publish } from '#platform/events.ts'
import { claimBooks, premiumBooks, unearnedPremiums } from '#src/verify/premium-books.ts'
import { setSandboxClock } from '#src/sandbox.ts'
import { contextOf } from '#test/support/context.ts'
import { unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import type { WarrantyShop } from '#test/support/warranty.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'
import { bookPremiums } from './book-premiums.ts'
import { contractsToBook } from './events.ts'

const product = await startProduct()
const { services } = product
const { db } = services
const ctx = contextOf(services)
const terms = { retainedFee: 500, freeCancellationDays: 8, commissionBasisPoints: 2000 }

beforeAll(() => product.clock.set('2026-11-22T03:00:00Z'))

const open = (more: object = {}) => openWarrantyShop(product, { ...terms, ...more }, { mode: 'test' })
const setClock = (shop: WarrantyShop, at: string) => setSandboxClock(ctx, shop.organisation.id, at)
const idOf = (contract: { id: string }) => parsePublicId('ctr', contract.id) as ContractId

/** What stands on the accounts of a store: debits positive. */
async function balances(shop: WarrantyShop): Promise<Record<string, number>> {
  await product.settled()
  const { rows } = await sql<{ account: string; sum: number }>`select account, sum(amount)::bigint as sum
    from postings where party_id = ${shop.store.id} group by account having sum(amount) <> 0`.execute(db)
  expect(rows.reduce((sum, row) => sum + row.sum, 0)).toBe(0)
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]))
}
async function journals(shop: WarrantyShop): Promise<{ kind: string; n: number }[]> {
  const { rows } = await sql<{ kind: string; n: number }>`select kind, count(*)::int as n from journals
    where store_id = ${shop.store.id} group by kind order by kind`.execute(db)
  return rows
}
async function faults(): Promise<string[]> {
  const found = []
  for (const check of [premiumBooks, unearnedPremiums, claimBooks])
    found.push(...(await check.look(db, ctx)).examples)
  return found
}
async function end(shop: WarrantyShop, contract: { id: string }, kind: 'cancel' | 'reinstate') {
  const path = `/v1/contracts/${contract.id}`
  const name = kind === 'cancel' ? 'cancellation-quotes' : 'reinstatement-quotes'
  const quote = await product.call('POST', `${path}/${name}`, { key: shop.key })
  const answer = await product.call('POST', `${path}/${kind}`, {
    key: shop.key,
    body: { quoteId: quote.body['quoteId'] },
  })
  if (answer.status >= 300) throw new Error(answer.text)
}

describe('the premium of a cover in the books', () => {
  test('is owed by the store but for its commission, and not earned yet', async () => {
    const shop = await open()
    await shop.sell()
    expect(await balances(shop)).toEqual({
      store_receivable: 8182,
      store_commission: 1818,
      premium_unearned: -9091,
      premium_tax: -909,
    })
  })

  test('of a sale reported late is earned at once for the days that are gone', async () => {
    const shop = await open()
    await shop.sell({ purchasedAt: '2025-11-22T10:00:00+09:00' })
    const now = await balances(shop)
    expect(now['premium_earned']).toBe(-Math.floor((3636 * 365) / 1826))
    expect((now['premium_unearned'] ?? 0) + (now['premium_earned'] ?? 0)).toBe(-9091)
  })

  test('is not taxed where an insurer stands behind it', async () => {
    const shop = await open({ provider: 'insurer', commissionBasisPoints: 0 })
    await shop.sell()
    expect(await balances(shop)).toEqual({ store_receivable: 10_000, premium_unearned: -10_000 })
  })

  test('goes back by the example of the domain when it is cancelled: 9,342, with a fee of 500', async () => {
    const shop = await open()
    const contract = await shop.sell()
    await product.settled()
    await setClock(shop, '2027-02-01T03:00:00Z')
    await end(shop, contract, 'cancel')
    expect(await balances(shop)).toEqual({
      store_receivable: 8182 - 9342,
      store_commission: 1818,
      premium_tax: -59,
      retained_fees: -455,
      premium_earned: -144,
    })
    expect(await faults()).toEqual([])
  })

  test('is earned day by day until nothing is left, each day once, however far the clock is set', async () => {
    const shop = await open()
    await shop.sell()
    await product.settled()
    await setClock(shop, '2026-11-25T03:00:00Z')
    expect(await journals(shop)).toContainEqual({ kind: 'premium.earned', n: 3 })
    expect((await balances(shop))['premium_earned']).toBe(-Math.floor((3636 * 3) / 1826))
    expect(await faults()).toEqual([])
    await setClock(shop, '2032-01-01T03:00:00Z')
    expect(await balances(shop)).toEqual({
      store_receivable: 8182,
      store_commission: 1818,
      premium_tax: -909,
      premium_earned: -9091,
    })
    const { rows } = await sql<{ days: number; n: number }>`select count(distinct booked_on)::int as days,
      count(*)::int as n from journals where store_id = ${shop.store.id} and kind = 'premium.earned'`.execute(
      db,
    )
    expect(rows[0]).toEqual({ days: 1826, n: 1826 })
    expect(await faults()).toEqual([])
  })

  test('of a void contract goes back whole, and stands anew when it is reinstated', async () => {
    const shop = await open()
    const contract = await shop.sell()
    await product.settled()
    await setClock(shop, '2027-06-01T03:00:00Z')
    await product.call('POST', `/v1/contracts/${contract.id}/void`, {
      key: shop.key,
      body: { reasonCode: 'duplicate' },
    })
    expect(await balances(shop)).toEqual({})
    await setClock(shop, '2027-07-01T03:00:00Z')
    await end(shop, contract, 'reinstate')
    const days = 30 + 191
    expect(await balances(shop)).toEqual({
      store_receivable: 8182,
      store_commission: 1818,
      premium_tax: -909,
      premium_earned: -Math.floor((3636 * days) / 1826),
      premium_unearned: -9091 + Math.floor((3636 * days) / 1826),
    })
    await end(shop, contract, 'cancel')
    await end(shop, contract, 'reinstate')
    await end(shop, contract, 'cancel')
    const after = await balances(shop)
    expect(after['premium_unearned']).toBeUndefined()
    expect(await faults()).toEqual([])
  })

  test('is the same however often the subscriber is asked', async () => {
    const shop = await open()
    const contract = await shop.sell()
    const before = await balances(shop)
    const again = { contractIds: [idOf(contract)] }
    const event = { id: 1, at: '2026-11-22T03:00:00Z', topic: 'contract.issued', payload: again }
    for (let n = 0; n < 3; n += 1)
      await db.transaction().execute((tx) => bookPremiums.handle(ctx, tx, [event, event]))
    await db.transaction().execute((tx) => publish(tx, contractsToBook, again))
    expect(await balances(shop)).toEqual(before)
    expect(await journals(shop)).toEqual([{ kind: 'premium.sold', n: 1 }])
    await expect(
      db.transaction().execute(async (tx) => {
        const other = await shop.sell()
        await bookPremiums.handle(ctx, tx, [{ ...event, payload: { contractIds: [idOf(other)] } }])
        throw new Error('killed')
      }),
    ).rejects.toThrow('killed')
    expect((await balances(shop))['store_receivable']).toBe(2 * 8182)
  })

  test('of contracts sold before there were books is booked by what the migration left', async () => {
    const shop = await open()
    await shop.sell()
    const before = await balances(shop)
    const migration = readFileSync(join('migrations', '20261125T0670_premiums.sql'), 'utf8')
    const left = migration.slice(migration.indexOf('-- What was sold and claimed before'))
    await db.transaction().execute(async (tx) => {
      await sql`delete from postings where party_id = ${shop.store.id}`.execute(tx)
      for (const table of ['journals', 'premium_schedules', 'premium_books'])
        await sql`delete from ${sql.table(table)} where store_id = ${shop.store.id}`.execute(tx)
      await sql`delete from subscriptions where subscriber in ('sales.book-premiums', 'claims.book-claims')`.execute(
        tx,
      )
      for (const statement of left.split(';').filter((text) => /^\s*(?:--.*\n)*insert/.test(text)))
        await sql.raw(statement).execute(tx)
    })
    expect(await balances(shop)).toEqual(before)
    expect(await faults()).toEqual([])
  })
})

describe('a claim in the books', () => {
  const fault = {
    cause: 'physical_damage',
    fault: 'dropped',
    occurredOn: '2026-11-22',
    description: 'It fell.',
  }
  async function claimOn(shop: WarrantyShop, number: string) {
    const filed = await product.call('POST', '/v1/claims', { key: shop.key, body: { number, ...fault } })
    if (filed.status >= 300) throw new Error(filed.text)
    const path = `/v1/claims/${String(filed.body['id'])}`
    return async (step: string, body: object) => {
      const answer = await product.call('POST', `${path}/${step}`, { key: shop.key, body })
      if (answer.status >= 300) throw new Error(answer.text)
    }
  }
  const only = (all: Record<string, number>) =>
    Object.fromEntries(
      ['claims_incurred', 'claims_payable', 'store_payable', 'deductibles'].map((name) => [
        name,
        all[name] ?? 0,
      ]),
    )

  test('is owed when accepted, moved by what the repair cost, and the store’s when completed', async () => {
    const shop = await open({ deductible: { kind: 'amount', amount: 3000 } })
    const sold = await shop.sell()
    const receivable = (await balances(shop))['store_receivable'] ?? 0
    const step = await claimOn(shop, sold.number)
    expect(only(await balances(shop))['claims_payable']).toBe(0)
    await step('decision', { decision: 'accept', estimate: 20_000 })
    expect(only(await balances(shop))).toEqual({
      claims_incurred: 17_000,
      claims_payable: -17_000,
      store_payable: 0,
      deductibles: 0,
    })
    await step('advance', { to: 'awaiting_return' })
    const paid = await balances(shop)
    expect(only(paid)['deductibles']).toBe(-3000)
    expect(paid['store_receivable']).toBe(receivable + 3000)
    await step('advance', { to: 'received' })
    await step('advance', { to: 'in_repair' })
    await step('advance', { to: 'repaired', cost: 15_000 })
    expect(only(await balances(shop))['claims_payable']).toBe(-12_000)
    await step('advance', { to: 'shipped' })
    await step('advance', { to: 'completed' })
    const done = await balances(shop)
    expect(only(done)).toEqual({
      claims_incurred: 12_000,
      claims_payable: 0,
      store_payable: -12_000,
      deductibles: 0,
    })
    expect(done['store_receivable']).toBe(receivable)
    expect(await faults()).toEqual([])
  })

  test('that is rejected on inspection owes nothing', async () => {
    const shop = await open()
    const sold = await shop.sell()
    const step = await claimOn(shop, sold.number)
    await step('decision', { decision: 'accept', estimate: 20_000 })
    await step('advance', { to: 'received' })
    expect(only(await balances(shop))['claims_payable']).toBe(-20_000)
    await step('decision', { decision: 'reject', reasonCode: 'no_fault_found', note: 'It works.' })
    expect(only(await balances(shop))).toEqual({
      claims_incurred: 0,
      claims_payable: 0,
      store_payable: 0,
      deductibles: 0,
    })
  })

  test('by which the cover ends earns the rest of the premium at once', async () => {
    const shop = await open({ afterExchange: 'cover_ends' })
    const sold = await shop.sell()
    const step = await claimOn(shop, sold.number)
    await step('decision', { decision: 'accept', estimate: 20_000 })
    await step('advance', { to: 'received' })
    await step('remedies', { remedy: 'order_replacement', reference: 'O-1' })
    await step('advance', { to: 'shipped' })
    await step('advance', { to: 'completed' })
    const all = await balances(shop)
    expect(all['premium_unearned']).toBeUndefined()
    expect(all['premium_earned']).toBe(-9091)
    expect(await faults()).toEqual([])
  })

  test('by which the cover restarts spreads what is left over the new days', async () => {
    const shop = await open({ afterExchange: 'restarts' })
    const sold = await shop.sell()
    await product.settled()
    await setClock(shop, '2027-05-01T03:00:00Z')
    const earned = (await balances(shop))['premium_earned']
    const step = await claimOn(shop, sold.number)
    await step('decision', { decision: 'accept', estimate: 20_000 })
    await step('advance', { to: 'received' })
    await step('remedies', { remedy: 'order_replacement', reference: 'O-1' })
    await step('advance', { to: 'shipped' })
    await step('advance', { to: 'completed' })
    expect((await balances(shop))['premium_earned']).toBe(earned)
    expect(await faults()).toEqual([])
    await setClock(shop, '2033-01-01T03:00:00Z')
    expect((await balances(shop))['premium_earned']).toBe(-9091)
    expect(await faults()).toEqual([])
  })
})

test(
  'whatever happens to covers, the books agree with them and sum to zero',
  { timeout: 60_000 },
  async () => {
    const action = fc.constantFrom(
      'day',
      'month',
      'sell',
      'sellLate',
      'cancel',
      'void',
      'reinstate',
      'return',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 10 }), async (actions) => {
        const shop = await open({ termMonths: 24 })
        let now = Temporal.Instant.from('2026-11-22T03:00:00Z')
        const sold: { id: string; reference: string }[] = [await shop.sell()]
        const newest = () => sold.at(-1) as (typeof sold)[number]
        for (const each of actions) {
          if (each === 'day' || each === 'month') {
            now = now.add({ hours: each === 'day' ? 24 : 24 * 31 })
            await setClock(shop, now.toString())
          } else if (each === 'sell') sold.push(await shop.sell({ purchasedAt: now.toString() }))
          else if (each === 'sellLate') sold.push(await shop.sell({ purchasedAt: '2026-01-10T00:00:00Z' }))
          else if (each === 'void')
            await product.call('POST', `/v1/contracts/${newest().id}/void`, {
              key: shop.key,
              body: { reasonCode: 'duplicate' },
            })
          else if (each === 'return')
            await product.call('POST', '/v1/purchases', {
              key: shop.key,
              body: {
                storeCode: shop.store.code,
                reference: unique('B'),
                kind: 'return',
                returnOf: newest().reference,
                purchasedAt: now.toString(),
                currency: 'JPY',
                lines: [{ code: 'TV', quantity: 1, unitPrice: 100_000 }],
              },
            })
          // One that is not in the state for it is refused, which changes nothing.
          else await end(shop, newest(), each).catch(() => {})
          await product.settled()
          expect(await faults()).toEqual([])
        }
        await setClock(shop, '2031-01-01T03:00:00Z')
        const all = await balances(shop)
        expect(all['premium_unearned']).toBeUndefined()
        const { rows } = await sql<{ back: number; premium: number }>`select sum(refund_due)::bigint as back,
        sum(premium)::bigint as premium from contracts where store_id = ${shop.store.id}`.execute(db)
        const kept = -((all['premium_earned'] ?? 0) + (all['retained_fees'] ?? 0) + (all['premium_tax'] ?? 0))
        expect(kept + (rows[0]?.back ?? 0)).toBe(rows[0]?.premium)
        expect(await faults()).toEqual([])
      }),
      { numRuns: 6 },
    )
  },
)
