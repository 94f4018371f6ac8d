import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import type { AccountId, JournalId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { ledgerFloors } from '#src/verify/ledger-floors.ts'
import { ledgerJournals } from '#src/verify/ledger-journals.ts'
import { ledgerReversals } from '#src/verify/ledger-reversals.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import { booksOf } from '#test/support/ledger.ts'
import { openShop } from '#test/support/product.ts'
import { reverse } from './post.ts'

const { services, close } = await testServices()
afterAll(close)
const ctx = contextOf(services)
const books = booksOf(ctx, await openShop({ services }))

/** One journal on an account with a floor (by its number), sent so many times by one key, and perhaps taken back. */
type Step = { account: number; amount: number; times: number; reversed: boolean }
const step: fc.Arbitrary<Step> = fc.record({
  account: fc.nat(1),
  amount: fc.integer({ min: -400, max: 500 }).filter((amount) => amount !== 0),
  times: fc.integer({ min: 1, max: 3 }),
  reversed: fc.boolean(),
})

async function attempt<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    expect(error).toMatchObject({ code: 'insufficient_balance' })
    return undefined
  }
}

let keys = 0
async function run(accounts: readonly AccountId[], { account, amount, times, reversed }: Step) {
  const id = accounts[account] as AccountId
  const key = `model/${(keys += 1)}`
  const answers = await Promise.all(
    Array.from({ length: times }, () =>
      attempt(
        books.write(
          [
            ['bank_cash', amount, id],
            ['buyer_deposit', -amount, id],
          ],
          { key, kind: 'bank.moved', organisationId: null, storeId: null },
        ),
      ),
    ),
  )
  const posted = answers.flatMap((answer) => answer ?? [])
  const first = posted.filter(({ replayed }) => !replayed)
  expect(first.length).toBe(posted.length > 0 ? 1 : 0)
  expect(new Set(posted.map((one) => one.id)).size).toBe(first.length)
  if (first.length === 0) return { id, change: 0, journals: 0 }
  const back = reversed ? await attempt(takeBack(first[0]?.id as JournalId)) : undefined
  return { id, change: back ? 0 : amount, journals: back ? 2 : 1 }
}

function takeBack(journalId: JournalId) {
  return inTransaction(ctx, (tx) =>
    reverse(tx, ctx, {
      journalId,
      kind: 'bank.reversed',
      occurredAt: '2026-11-21T00:00:00Z',
      timeZone: 'UTC',
    }),
  )
}

async function balanceOf(id: AccountId): Promise<number> {
  const { rows } = await sql<{ balance: number }>`select balance from floor_accounts
    where bucket = bucket_of(${id}) and party_id = ${id}`.execute(services.db)
  return rows[0]?.balance ?? 0
}
async function countJournals(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from journals`.execute(services.db)
  return rows[0]?.n ?? 0
}

test('whatever is posted at once, repeated and taken back: nothing below zero, no version left out, all sums zero', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), fc.boolean(), async (steps, atOnce) => {
      const accounts: AccountId[] = [newId(500), newId(501)]
      const before = await countJournals()
      const results: Awaited<ReturnType<typeof run>>[] = []
      if (atOnce) results.push(...(await Promise.all(steps.map((one) => run(accounts, one)))))
      else for (const one of steps) results.push(await run(accounts, one))
      for (const id of accounts) {
        const due = results.filter((one) => one.id === id).reduce((sum, { change }) => sum + change, 0)
        expect(await balanceOf(id)).toBe(due)
        expect(due).toBeGreaterThanOrEqual(0)
      }
      expect((await countJournals()) - before).toBe(results.reduce((sum, { journals }) => sum + journals, 0))
      for (const check of [ledgerJournals, ledgerFloors, ledgerReversals])
        expect((await check.look(services.db, ctx)).examples).toEqual([])
    }),
    { numRuns: 40, endOnFailure: true },
  )
}, 60_000)
