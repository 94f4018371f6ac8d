import { expect, test } from 'vitest'
import { watchRows } from '#test/support/rows.ts'
import { startProduct } from '#test/support/product.ts'
import { openTill, payingBuyer, runningCoupon } from '#test/support/till.ts'
import { unique } from '#test/support/people.ts'

const product = await startProduct()
const till = await openTill(product)
const other = await openTill(product)
const abroad = await openTill(product, { taxRegime: 'none', profile: false })
const unsaid = await openTill(product, { profile: false })
const poor = await payingBuyer(product, 100)
const rich = await payingBuyer(product)
const first = await runningCoupon(product, till)
const second = await runningCoupon(product, till)
const line = { description: '品', quantity: 1, unitPrice: 500 }
const { stored, tables } = await watchRows(product)

type Case = [what: string, body: () => Record<string, unknown>, status: number, code: string, field?: string]
const cases: Case[] = [
  [
    'an unknown account',
    () => ({ account: 'XXXX-0000-0000-0', tenders: undefined }),
    422,
    'account_unknown',
    'account',
  ],
  ['another currency', () => ({ currency: 'USD' }), 422, 'wrong_currency', 'currency'],
  ['a merchant of another organisation', () => ({ merchantCode: other.store.code }), 403, 'store_not_yours'],
  ['a merchant that is none', () => ({ merchantCode: 'nobody-at-all' }), 404, 'store_not_found'],
  [
    'a negative price',
    () => ({ lines: [{ ...line, unitPrice: -1 }] }),
    400,
    'invalid_request',
    'lines[0].unitPrice',
  ],
  [
    'a quantity of zero',
    () => ({ lines: [{ ...line, quantity: 0 }] }),
    400,
    'invalid_request',
    'lines[0].quantity',
  ],
  [
    'an unknown tax category',
    () => ({ lines: [{ ...line, taxCategory: 'Z' }] }),
    400,
    'invalid_request',
    'lines[0].taxCategory',
  ],
  ['neither lines nor total', () => ({ lines: undefined }), 400, 'invalid_request', 'lines'],
  [
    'two coupons that stand alone',
    () => ({ couponCodes: [first.code, second.code] }),
    422,
    'coupons_not_stackable',
    'couponCodes',
  ],
  ['a code of no coupon', () => ({ couponCodes: ['NOSUCHCODE'] }), 422, 'coupon_code_unknown'],
  [
    'another amount than was shown',
    () => ({ expectedAmountDue: 1 }),
    409,
    'amount_changed',
    'expectedAmountDue',
  ],
  [
    'tenders below the amount',
    () => ({ tenders: [{ kind: 'cash', amount: 1 }] }),
    422,
    'tenders_do_not_match',
    'tenders',
  ],
  [
    'too little cash',
    () => ({ tenders: [{ kind: 'cash', received: 10_999 }] }),
    422,
    'cash_too_little',
    'tenders[0].received',
  ],
  [
    'an account where nobody is known',
    () => ({ tenders: undefined }),
    422,
    'account_needed',
    'tenders[0].kind',
  ],
  [
    'an account without token or mandate',
    () => ({ account: rich.identifier, tenders: undefined }),
    409,
    'buyer_confirmation_required',
  ],
  [
    'a token that is none',
    () => ({ memberToken: 'm1.AAAA', tenders: undefined }),
    422,
    'member_token_invalid',
  ],
  [
    'a sum beyond exact numbers',
    () => ({ lines: [{ ...line, quantity: 1_000_000, unitPrice: 9e15 }] }),
    422,
    'amount_too_large',
  ],
  [
    'a sale of the day after tomorrow',
    () => ({ occurredAt: '2999-01-01T00:00:00Z' }),
    400,
    'invalid_request',
    'occurredAt',
  ],
  [
    'a cover that does not exist',
    () => ({ lines: [{ ...line, plan: { planCode: 'none', price: 100 } }] }),
    422,
    'plan_does_not_fit',
    'lines[0].plan.planCode',
  ],
  [
    'a card without a connection',
    () => ({
      offline: { madeAt: product.clock.now() },
      expectedAmountDue: 11_000,
      tenders: [{ kind: 'qr' }],
    }),
    422,
    'offline_needs_cash',
    'tenders[0].kind',
  ],
]

test.each(cases)('%s is refused and nothing is stored', async (_what, body, status, code, field) => {
  const asked = body()
  const before = await stored()
  const answer = await till.settle(asked)
  expect([answer.status, answer.body.code], answer.text).toEqual([status, code])
  if (field !== undefined) expect(answer.body.errors.map((error) => error.field)).toContain(field)
  expect(await stored()).toEqual(before)
  expect(tables).toBeGreaterThan(50)
})

test('an amount that is not what was shown is answered with the quote of now', async () => {
  const asked = { couponCodes: [(await runningCoupon(product, till)).code] }
  const answer = await till.settle({ ...asked, expectedAmountDue: 11_000 })
  expect(answer).toMatchObject({ status: 409, body: { code: 'amount_changed' } })
  const { quote } = answer.body as unknown as { quote: { amountDue: number } }
  expect(quote).toEqual((await till.quote(asked)).body)
  expect(quote.amountDue).toBeLessThan(11_000)
})

test('a store abroad, and one of which nobody said what it is, take no settlements', async () => {
  const before = await stored()
  expect((await abroad.settle()).body.code).toBe('settlement_abroad')
  expect((await unsaid.settle()).body.code).toBe('merchant_profile_missing')
  expect(await stored()).toEqual(before)
})

test('a balance that is too low: no money, no use of a coupon, no purchase', async () => {
  const coupon = await runningCoupon(product, till, { limits: { uses: 1 } })
  const ask = { memberToken: await poor.token(), tenders: undefined, couponCodes: [coupon.code] }
  const answer = await till.settle(ask)
  expect(answer).toMatchObject({ status: 422, body: { code: 'insufficient_balance' } })
  // The only use is there again, and the reference can be used for another try.
  const paid = await till.settle({ couponCodes: [coupon.code] })
  expect(paid.body).toMatchObject({ state: 'settled', amountDue: 9_900 })
})

test('a reference whose payment failed answers the same again, and takes another means of payment', async () => {
  const reference = unique('declined')
  const at = product.clock.now()
  const ask = { reference, occurredAt: at, memberToken: await rich.token(), tenders: undefined }
  await till.script('sandbox:declined')
  expect(await till.settle(ask)).toMatchObject({ status: 402, body: { code: 'payment_declined' } })
  expect(await till.settle(ask)).toMatchObject({ status: 402, body: { code: 'payment_declined' } })
  const paid = await till.settle({ reference, occurredAt: at })
  expect(paid.body).toMatchObject({ state: 'settled', reference })
})
