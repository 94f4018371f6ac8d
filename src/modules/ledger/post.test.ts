import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import type { AccountId, JournalId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import { openShop } from '#test/support/product.ts'
import type { JournalInput, PostingInput } from './post.ts'
import { addJournal, post, reverse } from './post.ts'
import { holdOpenBooks } from './writes.ts'

const { services, close } = await testServices()
afterAll(close)
const ctx = contextOf(services)
const { db } = services
const shop = await openShop({ services })
const other = await openShop({ services })
let count = 0

function sale(postings: readonly PostingInput[], more: Partial<JournalInput> = {}): JournalInput {
  return {
    kind: 'sale',
    key: `test/${(count += 1)}`,
    organisationId: shop.organisation.id,
    storeId: shop.store.id,
    timeZone: 'Asia/Tokyo',
    currency: 'JPY',
    occurredAt: '2026-11-20T01:00:00Z',
    subject: { kind: 'settlement', id: newId(bucketOf(shop.organisation.id)) },
    postings,
    ...more,
  }
}
const debit = (account: PostingInput['account'], amount: number, partyId: string = shop.store.id) => ({
  account,
  partyId,
  amount,
})
const credit = (account: PostingInput['account'], amount: number, partyId?: string) =>
  debit(account, -amount, partyId)
const sold = (amount = 2300) => [debit('clearing_sandbox', amount), credit('store_payable', amount)]
/** Money that a depositor brings to the bank, or takes from it where the amount is negative. */
const moved = (account: AccountId, amount: number, more: Partial<JournalInput> = {}) =>
  sale([debit('bank_cash', amount, account), credit('buyer_deposit', amount, account)], {
    kind: 'bank.deposit',
    organisationId: null,
    storeId: null,
    subject: { kind: 'account', id: account },
    ...more,
  })
const write = (journal: JournalInput) => inTransaction(ctx, (tx) => post(tx, ctx, journal))

async function rowsOf(id: JournalId) {
  const { rows: journals } = await sql<Record<string, unknown>>`
    select * from journals where bucket = ${bucketOf(id)} and id = ${id}`.execute(db)
  const { rows: postings } = await sql<Record<string, unknown>>`
    select account, party_id, currency, amount, balance_after, version from postings
    where bucket = ${bucketOf(id)} and journal_id = ${id} order by n`.execute(db)
  return { journal: journals[0], postings }
}
async function written(): Promise<unknown> {
  const { rows } =
    await sql`select (select count(*) from journals) as journals, (select count(*) from postings) as postings,
    (select coalesce(sum(version), 0) from floor_accounts) as versions`.execute(db)
  return rows[0]
}
async function deposit(account: AccountId) {
  const { rows } = await sql<{ balance: number; version: number }>`select balance, version from floor_accounts
    where bucket = ${bucketOf(account)} and party_id = ${account}`.execute(db)
  return rows[0]
}
async function versionsOf(account: AccountId) {
  const { rows } = await sql<{ amount: number; balance_after: number; version: number }>`
    select amount, balance_after, version from postings
    where bucket = ${bucketOf(account)} and party_id = ${account} and account = 'buyer_deposit' order by version`.execute(
    db,
  )
  return rows
}

describe('posting (M22, M23)', () => {
  test('writes the journal and its postings in the bucket of the organisation, on the local day', async () => {
    const journal = sale(
      [
        debit('clearing_sandbox', 2300),
        debit('sponsor_receivable', 1000, other.organisation.id),
        credit('store_payable', 3300),
        debit('provider_fees', 0),
      ],
      { occurredAt: '2026-11-20T15:30:00Z' },
    )
    const { id, replayed } = await write(journal)
    expect(replayed).toBe(false)
    expect(bucketOf(id)).toBe(bucketOf(shop.organisation.id))
    const found = await rowsOf(id)
    expect(found.journal).toMatchObject({
      kind: 'sale',
      key: journal.key,
      organisation_id: shop.organisation.id,
      store_id: shop.store.id,
      booked_on: '2026-11-21',
      reverses: null,
    })
    expect(found.postings.map(({ account, amount, version }) => [account, amount, version])).toEqual([
      ['clearing_sandbox', 2300, null],
      ['sponsor_receivable', 1000, null],
      ['store_payable', -3300, null],
    ])
  })

  test('twice by one key is once; other postings by it are a fault of the program', async () => {
    const journal = sale(sold())
    const first = await write(journal)
    const before = await written()
    expect(await write(journal)).toEqual({ id: first.id, replayed: true })
    expect(await write({ ...journal, postings: sold().toReversed() })).toMatchObject({ replayed: true })
    await expect(write({ ...journal, postings: sold(2301) })).rejects.toThrow('journal_key_reused')
    await expect(write({ ...journal, currency: 'USD' })).rejects.toThrow('journal_key_reused')
    expect(await written()).toEqual(before)
  })

  test('twenty at once by one key are one', async () => {
    const journal = sale(sold())
    const answers = await Promise.all(Array.from({ length: 20 }, () => write(journal)))
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
  })

  test.each([
    ['sums to something', [debit('clearing_sandbox', 2), credit('store_payable', 1)], 'sum to 1'],
    ['says nothing', [debit('clearing_sandbox', 0)], 'no postings'],
    ['has half a yen', [debit('store_cash', 0.5), credit('store_payable', 0.5)], 'whole number'],
    [
      'has the account of another store',
      [debit('store_cash', 5, other.store.id), credit('store_payable', 5)],
      'party',
    ],
    ['has a depositor', [debit('buyer_deposit', 5, newId(1)), credit('store_payable', 5)], 'party'],
  ])('a journal that %s is refused and leaves nothing', async (_what, postings, message) => {
    const before = await written()
    await expect(write(sale(postings))).rejects.toThrow(message)
    expect(await written()).toEqual(before)
  })

  test('rows of a hot path are the same, moved into the open month', async () => {
    const [early, late] = await inTransaction(ctx, async (tx) => {
      expect(await holdOpenBooks(tx, shop.organisation.id)).toBeNull()
      const rows = new Rows()
      const ids = [
        addJournal(ctx, rows, sale(sold()), '2026-12-01'),
        addJournal(ctx, rows, sale(sold()), '2026-11-01'),
      ] as const
      await rows.insert(tx)
      return ids
    })
    expect((await rowsOf(early)).journal).toMatchObject({ booked_on: '2026-12-01' })
    const { journal, postings } = await rowsOf(late)
    expect(journal).toMatchObject({ booked_on: '2026-11-20' })
    expect(postings).toHaveLength(2)
    expect(() => addJournal(ctx, new Rows(), moved(newId(3), 5), null)).toThrow('floor')
  })
})

describe('accounts with a floor (M01)', () => {
  test('are opened by what is put on them, and count without gaps', async () => {
    const account: AccountId = newId(77)
    await write(moved(account, 500))
    const { id } = await write(moved(account, -200))
    expect(bucketOf(id)).toBe(77)
    expect((await rowsOf(id)).postings).toEqual([
      {
        account: 'bank_cash',
        party_id: account,
        currency: 'JPY',
        amount: -200,
        balance_after: null,
        version: null,
      },
      {
        account: 'buyer_deposit',
        party_id: account,
        currency: 'JPY',
        amount: 200,
        balance_after: 300,
        version: 2,
      },
    ])
    expect(await deposit(account)).toEqual({ balance: 300, version: 2 })
  })

  test('are not taken below 0, and a refusal leaves every row untouched', async () => {
    const account: AccountId = newId(78)
    await expect(write(moved(account, -1))).rejects.toMatchObject({ code: 'insufficient_balance' })
    expect(await deposit(account)).toBeUndefined()
    await write(moved(account, 100))
    const before = await written()
    await inTransaction(ctx, async (tx) => {
      // Whoever catches it goes on in the same transaction.
      await expect(post(tx, ctx, moved(account, -101))).rejects.toMatchObject({
        code: 'insufficient_balance',
        status: 422,
        errors: [{ field: 'amount' }],
      })
    })
    expect(await written()).toEqual(before)
    await write(moved(account, -100))
    expect(await deposit(account)).toEqual({ balance: 0, version: 2 })
  })

  test('two in one bucket move in one journal, or none', async () => {
    const [from, to]: AccountId[] = [newId(79), newId(79)]
    await write(moved(from as AccountId, 100))
    const transfer = (amount: number) =>
      moved(from as AccountId, 0, {
        postings: [debit('buyer_deposit', amount, from), credit('buyer_deposit', amount, to)],
      })
    await expect(write(transfer(101))).rejects.toMatchObject({ code: 'insufficient_balance' })
    await write(transfer(60))
    expect([await deposit(from as AccountId), await deposit(to as AccountId)]).toEqual([
      { balance: 40, version: 2 },
      { balance: 60, version: 1 },
    ])
    const stranger = newId(80)
    await expect(
      write(
        moved(from as AccountId, 0, {
          postings: [debit('buyer_deposit', 1, from), credit('buyer_deposit', 1, stranger)],
        }),
      ),
    ).rejects.toThrow('different buckets')
  })

  test('thirty at once on what is enough for ten: ten go through', async () => {
    const account: AccountId = newId(81)
    await write(moved(account, 100))
    const answers = await Promise.allSettled(Array.from({ length: 30 }, () => write(moved(account, -10))))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    expect(await deposit(account)).toEqual({ balance: 0, version: 11 })
    const versions = await versionsOf(account)
    expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 11 }, (_, i) => i + 1))
    let balance = 0
    for (const { amount, balance_after } of versions) expect(balance_after).toBe((balance -= amount))
  })

  test('the first deposits at once open one account', async () => {
    const account: AccountId = newId(82)
    await Promise.all(Array.from({ length: 12 }, () => write(moved(account, 5))))
    expect(await deposit(account)).toEqual({ balance: 60, version: 12 })
  })

  test('a replay that would no longer be covered is still a replay', async () => {
    const account: AccountId = newId(83)
    await write(moved(account, 100))
    const taken = moved(account, -100)
    const answers = await Promise.all(Array.from({ length: 8 }, () => write(taken)))
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    expect(await write(taken)).toMatchObject({ replayed: true })
    expect(await deposit(account)).toEqual({ balance: 0, version: 2 })
  })
})

describe('reversing', () => {
  const again = (journalId: JournalId, kind = 'refund') =>
    inTransaction(ctx, (tx) =>
      reverse(tx, ctx, { journalId, occurredAt: '2026-12-01T00:00:00Z', timeZone: 'Asia/Tokyo', kind }),
    )

  test('mirrors a journal once, whoever asks and however often', async () => {
    const original = await write(sale(sold(700)))
    const answers = await Promise.all(Array.from({ length: 10 }, () => again(original.id)))
    const id = answers[0]?.id as JournalId
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
    const { journal, postings } = await rowsOf(id)
    expect(journal).toMatchObject({ kind: 'refund', reverses: original.id, booked_on: '2026-12-01' })
    expect(postings.map(({ account, amount }) => [account, amount])).toEqual([
      ['clearing_sandbox', -700],
      ['store_payable', 700],
    ])
    expect(await again(original.id, 'other')).toEqual({ id, replayed: true })
    await expect(again(newId(4))).rejects.toThrow('there is no journal')
  })

  test('of money that is gone is refused', async () => {
    const account: AccountId = newId(84)
    const { id } = await write(moved(account, 50))
    await write(moved(account, -20))
    await expect(again(id)).rejects.toMatchObject({ code: 'insufficient_balance' })
    expect(await deposit(account)).toEqual({ balance: 30, version: 2 })
  })
})
