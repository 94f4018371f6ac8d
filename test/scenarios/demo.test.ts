import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { demoBuyer } from '#src/demo/organisations.ts'
import { codeToAdd, demoAccount, selectedCodes } from '#src/demo/settlements.ts'
import { faultsOf } from '#test/support/backup.ts'
import { testKeys } from '#test/support/context.ts'
import { createDatabase } from '#test/support/database.ts'
import { signInBuyer } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'

const folder = mkdtempSync(join(tmpdir(), 'mamori-demo-'))
// Before the seed is loaded: it reads where its key is to be kept.
process.env['MAMORI_DATA'] = folder
process.env['MAMORI_KEYS'] = testKeys
process.env['LOG_LEVEL'] = 'silent'
const { seedDemo } = await import('#src/seed.ts')
const { url } = await createDatabase()
const began = performance.now()
const first = await seedDemo(url)
const seconds = (performance.now() - began) / 1000
console.info(`the demo was made in ${seconds.toFixed(1)} s`)
const product = await startProduct({ environment: { DATABASE_URL: url } })
await product.settled()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ask = async <T>(question: ReturnType<typeof sql<T>>) =>
  (await question.execute(product.services.db)).rows

describe('the demo', () => {
  test('is made once and soon, and says how to sign in and which coupon to add', async () => {
    expect(first.seeded).toBe(true)
    expect(seconds).toBeLessThan(20)
    expect(first.signIns.find(({ how }) => how.includes(codeToAdd))).toBeDefined()
    const before = await ask(sql`select count(*)::int as settlements from settlements`)
    expect((await seedDemo(url)).seeded).toBe(false)
    expect(await ask(sql`select count(*)::int as settlements from settlements`)).toEqual(before)
  })

  test('shows tax of three kinds, coupons of every funder, change, a refund and the days of a register', async () => {
    const rows = await ask(sql<{ reference: string; state: string; due: number; tax: number | null }>`
      select k.reference, s.state, s.amount_due as due, (s.settled->>'tax')::int as tax
      from settlement_keys k join settlements s on s.id = k.settlement_id order by 1`)
    expect(rows).toEqual([
      { reference: 'D-10301', state: 'settled', due: 1_980, tax: 180 },
      { reference: 'D-10302', state: 'partly_refunded', due: 2_628, tax: 180 + 48 },
      // Net 34,546, less 3,454, and 3,109 of tax on it.
      { reference: 'D-10303', state: 'settled', due: 34_201, tax: 3_109 },
      { reference: 'D-10311', state: 'settled', due: 216, tax: 16 },
      // Net 72,546 less 1,000, tax 7,154; then 3,500 of others.
      { reference: 'D-10312', state: 'settled', due: 75_200, tax: 7_154 },
      { reference: 'D-501', state: 'settled', due: 8_360, tax: null },
    ])
    expect(
      await ask(sql`select n, closed_at is not null as closed, counted_cash - expected_cash as difference
        from register_days order by n`),
    ).toEqual([
      { n: 1, closed: true, difference: -10 },
      { n: 2, closed: false, difference: null },
    ])
  })

  test('its buyer has an account with coupons selected, and adds the one that the list of sign-ins names', async () => {
    const { cookie } = await signInBuyer(product, { email: demoBuyer.email }, 'test')
    const { body } = await product.call<{ items: { id: string; balance: number }[] }>(
      'GET',
      '/v1/me/accounts',
      {
        cookie,
      },
    )
    expect(body.items).toMatchObject([{ balance: demoAccount.balance - 75_200 }])
    const selected = await product.call<{ items: unknown[] }>(
      'GET',
      `/v1/me/accounts/${body.items[0]?.id}/coupons`,
      {
        cookie,
      },
    )
    expect(selected.body.items).toHaveLength(selectedCodes.length)
    const added = await product.call('POST', '/v1/me/coupons', { cookie, body: { code: codeToAdd } })
    expect(added).toMatchObject({ status: 200, body: { state: 'usable' } })
  })

  test('has a key that does what the guides do', async () => {
    const key = first.signIns.find(({ where }) => where === '/docs')?.how.replace('demo key in ', '')
    const quote = await product.call<{ amountDue: number }>('POST', '/v1/settlements/quote', {
      key: readFileSync(key ?? '', 'utf8').trim(),
      body: {
        merchantCode: 'hikari-shibuya',
        occurredAt: product.clock.now(),
        currency: 'JPY',
        couponCodes: [codeToAdd],
        lines: [{ code: '1006', quantity: 1, unitPrice: 29_800 }],
      },
    })
    expect(quote.body.amountDue).toBe(26_820)
  })

  test('has data without a fault', async () => {
    expect((await faultsOf(product.services)).examples).toEqual([])
  })
})
