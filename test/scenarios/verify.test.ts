import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { newNumber } from '#platform/codes.ts'
import { newId } from '#platform/ids.ts'
import { verify } from '#src/verify.ts'
import { checks } from '#src/verify/checks.ts'
import { Paper, faultsOf } from '#test/support/backup.ts'
import { contextOf } from '#test/support/context.ts'
import { newBuyer, personalCodes, setState, startCoupon, useCoupon } from '#test/support/coupons.ts'
import { payOnce } from '#test/support/paid-once.ts'
import { keepBooks } from '#test/support/ledger.ts'
import { breaksOfLedger } from './verify-ledger.ts'
import { unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import { openTill, runningCoupon } from '#test/support/till.ts'

const product = await startProduct()
const { services } = product
const { db } = services
const shop = await openShop(product)

await product.call('PUT', `/v1/stores/${shop.store.code}/items`, {
  key: shop.key,
  body: [{ code: 'TV', name: 'Television', category: 'tv', price: 100_000, makerWarrantyMonths: 12 }],
})
await createPlan(
  contextOf(services, shop.staff),
  PlanInput.parse({
    code: 'tv-5y',
    terms: {
      name: { ja: 'テレビ5年' },
      liableParty: 'Shop',
      currency: 'JPY',
      termMonths: 60,
      covers: [
        { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
        { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
      ],
      price: { kind: 'fixed', premium: 5000 },
      limits: [{ rule: 'aggregate', cause: 'all', size: { priceShare: 10_000 } }],
    },
    attachments: [{ categories: ['tv'] }],
  }),
)
const plan = { planCode: 'tv-5y', price: 5000 }
const sell = (more: object = {}) =>
  product.call<{ id: string }>('POST', '/v1/purchases', {
    key: shop.key,
    body: {
      storeCode: shop.store.code,
      reference: unique('R'),
      purchasedAt: '2026-11-20T12:00:00+09:00',
      currency: 'JPY',
      buyer: { email: `${unique('buyer')}@example.com`, name: '山田 花子' },
      lines: [{ code: 'TV', quantity: 2, unitPrice: 100_000, plan }],
      ...more,
    },
  })
const reference = unique('R')
await sell({ reference })
await sell({
  reference: unique('B'),
  kind: 'return',
  returnOf: reference,
  lines: [{ code: 'TV', quantity: 1, unitPrice: 100_000 }],
})
const voided = unique('V')
await sell({ reference: voided })
await sell({ kind: 'void', returnOf: voided, lines: [] })
await sell({ buyer: null, lines: [{ code: 'NEW', quantity: 1, unitPrice: 10 }] })
await claimOn((await oneOf(sql`select bucket, id from contracts where state = 'in_force' limit 1`)) as never)
const coupon = await startCoupon(services, shop, { limits: { uses: 5, usesPerBuyer: 2, amount: 500 } })
const [personal = ''] = await personalCodes(services, shop, coupon, 1)
await useCoupon(services, shop, coupon.code, newBuyer())
await useCoupon(services, shop, personal, newBuyer())
const lapsed = await startCoupon(services, shop)
await setState(contextOf(services), lapsed.id, 'ended')
await sql`insert into claim_coupons (bucket, claim_id, n, organisation_id, coupon_id, code_hash, amount, sponsored, state, issued_at, due_at)
  select bucket, id, 1, organisation_id, ${lapsed.id}, '', 100, false, 'ended', now(), now() from claims`.execute(
  db,
)
await payOnce(product)
const till = await openTill(product)
const sponsored = await runningCoupon(product, till, { funder: 'third_party', sponsor: 'メーカー' })
const lines = [{ description: '品', quantity: 2, unitPrice: 5500 }]
const paid = await till.settle({ lines, couponCodes: [sponsored.code] })
await till.act(paid.body.id, 'refund', {
  reference: unique('back'),
  reason: '返品',
  lines: [{ n: 1, quantity: 1 }],
})
await keepBooks(services, shop)
await product.settled()

async function oneOf(question: ReturnType<typeof sql>): Promise<unknown> {
  return (await question.execute(db)).rows[0]
}

/** A claim as the claims module keeps it, on the tables of the migrations. */
async function claimOn(contract: { bucket: number; id: string }): Promise<void> {
  const id = newId<'clm'>(contract.bucket)
  await sql`insert into contract_claims (bucket, contract_id, claim_id, state, cause, fault, loss_on, amount, exchange, goodwill, opened_at)
    values (${contract.bucket}, ${contract.id}, ${id}, 'open', 'physical_damage', 'broken', '2027-02-01', 40000, false, false, now())`.execute(
    db,
  )
  await sql`insert into claims (bucket, id, reception_number, contract_id, store_id, organisation_id, purchase_id, state, cause,
      fault, loss_on, data_key, description_sealed, circumstances, filed_via, filed_at, currency, submitted_at, decision_due_at)
    select bucket, ${id}, ${newNumber(contract.bucket)}, id, store_id, organisation_id, purchase_id, 'accepted', 'physical_damage',
      'part_broken', '2027-02-01', ${services.secrets.seal('key', id)}, '', '{}', 'wallet', now(), 'JPY', now(), '2027-03-01' from contracts where id = ${contract.id}`.execute(
    db,
  )
  await sql`insert into claim_history (bucket, claim_id, n, at, actor_kind, actor_id, kind, stage, from_state, to_state, data)
    values (${contract.bucket}, ${id}, 1, now(), 'buyer', 'x', 'filed', 'acceptance', null, 'submitted', '{}'),
      (${contract.bucket}, ${id}, 2, now(), 'staff', 'x', 'decided', 'acceptance', 'submitted', 'accepted', '{}')`.execute(
    db,
  )
}

class TakeBack extends Error {}

/** What is found while something is broken; afterwards it is whole again. */
async function foundWhile(...statements: string[]): Promise<string[]> {
  let names: string[] = []
  await db
    .transaction()
    .execute(async (tx) => {
      for (const statement of statements) {
        const { numAffectedRows } = await sql.raw(statement).execute(tx)
        if (/^(?:update|delete|insert)/.test(statement))
          expect(numAffectedRows, statement).toBeGreaterThan(0n)
      }
      const results: string[] = []
      for (const check of checks) {
        const { faults, examples } = await check.look(tx, contextOf(services))
        if (faults > 0) {
          results.push(check.name)
          expect(examples.length, check.name).toBeGreaterThan(0)
        }
      }
      names = results
      throw new TakeBack()
    })
    .catch((error: unknown) => {
      if (!(error instanceof TakeBack)) throw error
    })
  return names
}

const one = (table: string, where = 'true') =>
  `ctid = (select ctid from ${table} where ${where} order by ctid limit 1)`
const live = one('contracts', "state = 'in_force'")
/** Another constraint stands in the way of most faults; that is why there are so few. */
const freely = (table: string, constraint: string) =>
  `alter table ${table} drop constraint ${constraint} cascade`

describe('data as the product leaves it', () => {
  test('has no fault, and each check has seen something', async () => {
    const { results, examples } = await faultsOf(services)
    expect(examples).toEqual([])
    expect(results.map(({ name }) => name)).toEqual(checks.map(({ name }) => name))
    expect(results.filter((result) => result.looked === 0)).toEqual([])
  })

  test('is said so, to people and to programs, by the exit code too', async () => {
    process.env['MAMORI_KEYS'] = services.config.MAMORI_KEYS
    const [people, programs] = [new Paper(), new Paper()]
    expect(await verify(services.config.DATABASE_URL, [], people)).toBe(0)
    expect(people.text).toContain('All is consistent.')
    expect(await verify(services.config.DATABASE_URL, ['--json'], programs)).toBe(0)
    const said = JSON.parse(programs.text) as { ok: boolean; checks: { name: string }[] }
    expect(said.ok).toBe(true)
    expect(said.checks).toHaveLength(checks.length)
  })
})

/** The books say the same of every contract, so that nothing is amiss between them. */
const bookedAlike = `update premium_books b set refund = c.refund_due,
  state = case c.state when 'in_force' then 'open' else 'ended' end from contracts c where c.id = b.contract_id`

/** What is broken, and the check that must find it; no other one does. */
const breaks: readonly [check: string, what: string, ...statements: string[]][] = [
  [
    'buckets',
    'a row in another bucket',
    freely('pending_lines', 'pending_lines_bucket_check'),
    `update pending_lines set bucket = (bucket + 1) % 1024`,
  ],
  [
    'numbers',
    'a warranty number with a wrong symbol',
    `update contracts set number = reverse(number) where ${live}`,
  ],
  [
    'numbers',
    'a reception number of another bucket',
    `update claims set reception_number = (select member_code from purchasers p where p.bucket <> claims.bucket limit 1)`,
  ],
  ['purchase keys', 'a key that is gone', `delete from purchase_keys where ${one('purchase_keys')}`],
  [
    'purchase keys',
    'a key without its purchase',
    `insert into purchase_keys select ((get_byte(h, 0) << 8) | get_byte(h, 1)) & 1023, s.id, 'lost', gen_random_uuid()
      from stores s, sha256(convert_to(s.id || e'\\nlost', 'UTF8')) h limit 1`,
  ],
  [
    'purchase lines',
    'a total that is another',
    `update purchases set total = total + 1 where ${one('purchases', "kind = 'return'")}`,
  ],
  [
    'purchase lines',
    'a line that is gone',
    `delete from purchase_lines where ${one('purchase_lines', "code = 'NEW'")}`,
  ],
  ['returns', 'a return that is not counted', `update purchase_lines set returned = 0 where returned > 0`],
  [
    'returns',
    'more back than was sold',
    freely('purchase_lines', 'purchase_lines_returned_check'),
    `update purchase_lines set returned = quantity + 1 where returned > 0`,
    `update purchase_lines l set quantity = 3, amount = amount * 3 from purchases p where p.id = l.purchase_id and p.kind = 'return'`,
    `update purchases set total = total * 3 where kind = 'return'`,
  ],
  [
    'holders',
    'a day that differs',
    `update purchase_holders set purchased_at = now() where ${one('purchase_holders')}`,
  ],
  ['contract units', 'a unit that was not sold', `update contracts set unit_n = 99 where ${live}`],
  [
    'contract units',
    'two contracts for a unit',
    'drop index contracts_unit_key',
    `update contracts set state = 'in_force', ended_at = null, refund_due = 0, unit_n = (select unit_n from contracts o
      where o.purchase_id = contracts.purchase_id and o.state = 'in_force')
      where ${one('contracts', "state_reason = 'returned'")}`,
    bookedAlike,
  ],
  [
    'contract covers',
    'a last day that is no cover’s',
    `update contracts set ends_on = ends_on + 1 where ${live}`,
  ],
  [
    'contract premiums',
    'parts that do not sum',
    `update contract_covers set premium_part = premium_part + 1 where ${one('contract_covers')}`,
  ],
  [
    'contract premiums',
    'more due back than was paid',
    `update contracts set refund_due = premium + 1 where ${one('contracts', "state = 'cancelled'")}`,
    bookedAlike,
  ],
  [
    'contract states',
    'an end without its time',
    `update contracts set ended_at = null where ${one('contracts', "state = 'cancelled'")}`,
  ],
  ['claim states', 'a claim that is open at its contract only', `update claims set closed_at = now()`],
  ['claim states', 'a claim that its contract does not know', `delete from contract_claims`],
  ['claim coupons', 'a coupon that waits for nobody', `update claim_coupons set state = 'issued'`],
  ['claim history', 'a gap', `update claim_history set n = 7 where n = 1`],
  ['claim history', 'a state that the history does not lead to', `update claims set state = 'received'`],
  [
    'premium books',
    'a refund that the books do not know',
    `update contracts set refund_due = refund_due - 1 where ${one('contracts', "state = 'cancelled'")}`,
  ],
  [
    'premium books',
    'a sale without its journal',
    `update journals set key = 'lost' where ${one('journals', "kind = 'premium.sold'")}`,
  ],
  [
    'unearned premiums',
    'a cover that has more to earn than stands in the books',
    `update premium_schedules set net = net + 1 where ${one('premium_schedules', 'open')}`,
  ],
  ['claim books', 'an accepted claim that is not booked', `update claims set covered = 1000`],
  ['claim limits', 'more than the limit', `update contract_claims set amount = 100001`],
  [
    'coupon budgets',
    'a use that is not counted',
    `update coupon_budgets set committed_uses = committed_uses - 1 where committed_uses > 0`,
  ],
  [
    'coupon budgets',
    'money that is not counted',
    `update coupon_budgets set committed_amount = committed_amount - 1 where committed_amount > 0`,
  ],
  [
    'coupon budgets',
    'more than the limit',
    freely('coupon_budgets', 'coupon_budgets_uses_check'),
    `update coupon_budgets set max_uses = 1 where committed_uses > 0`,
  ],
  [
    'coupon codes',
    'a code that is used and does not say so',
    `update coupon_codes set committed_uses = 0 where ${one('coupon_codes', 'committed_uses > 0')}`,
  ],
  [
    'coupon codes',
    'a personal code that can be used again',
    `update coupon_codes set max_uses = null where kind = 'personal'`,
  ],
  [
    'coupon holdings',
    'a wallet that does not say so',
    `update coupon_holdings set committed_uses = 0 where ${one('coupon_holdings', 'committed_uses > 0')}`,
  ],
  [
    'coupon holdings',
    'more than a buyer may use',
    `update coupons set terms = jsonb_set(terms, '{limits,usesPerBuyer}', '0')`,
  ],
  ['settlement effects', 'a settlement without its receipt', `update settlements set paper_id = null`],
  ['settlement effects', 'a coupon that says otherwise', `update settlement_tenders set amount = amount + 1`],
  [
    'settlement refunds',
    'a refund that the tender does not know',
    `update settlement_tenders set refunded = 0`,
  ],
  [
    'coupons owed',
    'a coupon of which its sponsor owes more',
    `update settlements set coupons = jsonb_set(coupons, '{used,0,taken}', '1001')`,
  ],
  [
    'payment states',
    'one that is over and is still asked about',
    `update payment_attempts set check_at = now()`,
  ],
  ['payment states', 'one captured in part', `update payment_attempts set amount = amount + 1`],
  ['payment refunds', 'a refund that the payment does not know', `update payment_attempts set refunded = 0`],
  ['payment refunds', 'one that failed and gave nothing back', `update payment_refunds set state = 'failed'`],
  [
    'payment deposits',
    'money on an account of another currency',
    `update payment_accounts set currency = 'USD'`,
  ],
  [
    'payment deposits',
    'a payment that the bank booked otherwise',
    `update sandbox_payments set captured = captured - 1`,
  ],
  [
    'payment messages',
    'one that nobody worked on',
    `update provider_events set done_at = null, received_at = received_at - interval '8 days'`,
  ],
  [
    'sealed values',
    'an address that was changed',
    `update staff set email_sealed = set_byte(email_sealed, 40, get_byte(email_sealed, 40) # 1) where ${one('staff')}`,
  ],
  [
    'sealed values',
    'a message of a provider that was changed',
    `update provider_events set body_sealed = set_byte(body_sealed, 40, get_byte(body_sealed, 40) # 1)`,
  ],
  [
    'contacts',
    'a contact that was changed',
    `update purchaser_contacts set sealed = set_byte(sealed, 30, get_byte(sealed, 30) # 1) where ${one('purchaser_contacts')}`,
  ],
  [
    'contact keys',
    'a contact that left',
    `update purchaser_contacts set left_at = now() where ${one('purchaser_contacts')}`,
  ],
  [
    'audit',
    'a contract that nobody issued',
    `delete from audit_entries where ${one('audit_entries', "entity = 'contract'")}`,
  ],
  ['events', 'a subscriber ahead of all', `update subscriptions set last_xid = '90000000000000'`],
  ...breaksOfLedger,
  ['events', 'an event of the future', `update outbox set xid = '90000000000000' where ${one('outbox')}`],
]

describe('a check names exactly what was broken', () => {
  test.each(breaks)('%s: %s', async (check, _what, ...statements) => {
    expect(await foundWhile(...statements)).toEqual([check])
  })

  test('and none of them is without such a test', () => {
    expect(
      checks.map(({ name }) => name).filter((name) => !breaks.some(([check]) => check === name)),
    ).toEqual([])
  })
})

test('what is wrong is named by the command, which then ends with 1', async () => {
  await sql`update purchases set total = total + 1 where kind = 'return' and total = 100000`.execute(db)
  process.env['MAMORI_KEYS'] = services.config.MAMORI_KEYS
  const [people, programs] = [new Paper(), new Paper()]
  expect(await verify(services.config.DATABASE_URL, [], people)).toBe(1)
  expect(people.text).toMatch(/✗ purchase lines \(\d+ looked at, 1 faults\)/)
  expect(people.text).toMatch(/purchase [0-9a-f-]{36}: 1 lines of 100001, found 1 of 100000/)
  expect(await verify(services.config.DATABASE_URL, ['--json'], programs)).toBe(1)
  expect(JSON.parse(programs.text)).toMatchObject({ ok: false, faults: 1 })
})
