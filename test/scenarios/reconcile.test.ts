import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, test } from 'vitest'
import { createApiKey } from '#modules/identity/index.ts'
import { scopes } from '#platform/auth.ts'
import { contextOf } from '#test/support/context.ts'
import { payPayMessage, startPayPay } from '#test/support/paypay-server.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import { startStripe } from '#test/support/stripe-server.ts'
import { booksOfStore, openTill } from '#test/support/till.ts'
import type { Settled, Till } from '#test/support/till.ts'

/** The product asks the stand-ins of both vendors, as it would ask the vendors: nothing of ours is replaced. */
let clock = () => Date.now()
const stripe = await startStripe()
const paypay = await startPayPay(() => clock())
const trusted = getCACertificates('default')
setDefaultCACertificates([...trusted, paypay.certificate])
const product = await startProduct({
  environment: { STRIPE_API_BASE: stripe.base, PAYPAY_API_BASE: paypay.base },
})
clock = () => Temporal.Instant.from(product.clock.now()).epochMilliseconds
afterAll(async () => {
  setDefaultCACertificates(trusted)
  await stripe.close()
  await paypay.close()
})

type Difference = {
  outcome: string
  kind: string
  ourRef: string | null
  providerRef: string
  amount: number
}
type Read = { id: string; rows: number; matched: number; different: number; replayed: boolean }
type Desk = Till & { whole: string }

/** A till whose store has keys of its own at both providers, and a key that acts for the whole organisation. */
async function openDesk(): Promise<Desk> {
  const till = await openTill(product)
  const answer = await product.call('PUT', `/v1/stores/${till.store.code}/profile`, {
    key: till.key,
    body: {
      version: 1,
      tax: [{ status: 'exempt', from: '1989-04-01' }],
      issuerName: 'Desk',
      cardProvider: 'stripe',
      qrProvider: 'paypay',
      providers: {
        stripe: { ...stripe.addAccount(), publishableKey: 'pk_test_1234567890' },
        paypay: paypay.addMerchant(),
      },
    },
  })
  if (answer.status !== 200) throw new Error(answer.text)
  const { secret: whole } = await createApiKey(contextOf(product.services), till.organisation.id, {
    name: 'Whole',
    storeCode: null,
    scopes: scopes.filter((scope) => !scope.startsWith('organisations:')),
    rateLimit: 60_000,
    expiresAt: null,
  })
  return { ...till, whole }
}

/** A buyer pays by the card that Stripe keeps. @returns the settlement, paid */
async function payByCard(desk: Desk, amount: number): Promise<Settled> {
  const { cookie } = await signInBuyer(product, { email: `${unique('card')}@example.com` }, 'test')
  const opened = await product.call('POST', '/v1/me/accounts', {
    cookie,
    body: { kind: 'card', provider: 'stripe', label: 'Visa 4242', token: 'pm_card_visa' },
  })
  if (opened.status !== 201) throw new Error(opened.text)
  const { body } = await product.call<{ token: string }>('GET', '/v1/me/member-token', { cookie })
  const paid = await desk.settle({ ...sum(amount), memberToken: body.token, tenders: undefined })
  expect(paid.body, paid.text).toMatchObject({ state: 'settled', amountDue: amount })
  return paid.body
}

/** A customer scans the code of the till with PayPay, which tells us so. */
async function payByCode(desk: Desk, amount: number): Promise<Settled> {
  const shown = await desk.settle({ ...sum(amount), tenders: [{ kind: 'qr' }] })
  expect(shown.body, shown.text).toMatchObject({ state: 'processing', tenders: [{ action: { kind: 'qr' } }] })
  const order = paypay.orders.findLast((one) => one.amount === amount)
  if (!order) throw new Error('PayPay knows of no code')
  paypay.pay(order)
  const told = await product.call('POST', `/v1/providers/paypay/stores/${desk.store.code}/events`, {
    body: payPayMessage(order).toString(),
  })
  expect(told.status, told.text).toBeLessThan(300)
  await product.settled()
  const paid = await desk.get(shown.body.id)
  expect(paid.state).toBe('settled')
  return paid
}
const sum = (amount: number) => ({ total: { amount, taxCategory: 'S' } })

async function giveBack(desk: Desk, { id }: Settled, amount: number): Promise<void> {
  const answer = await desk.act(id, 'refund', {
    reference: unique('R'),
    reason: 'returned',
    expectedAmount: amount,
  })
  expect(answer.status, answer.text).toBeLessThan(300)
  await product.settled()
  expect((await desk.get(id)).refunds).toMatchObject([{ tenders: [{ state: 'succeeded' }] }])
}

/** As bytes: PayPay's file is no UTF-8. */
async function read(desk: Desk, provider: string, file: Buffer): Promise<Read> {
  const answer = await product.app.inject({
    method: 'POST',
    url: `/v1/ledger/provider-files?provider=${provider}&name=day.csv`,
    headers: { authorization: `Bearer ${desk.whole}`, 'content-type': 'text/csv' },
    payload: file,
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return JSON.parse(answer.body) as Read
}
async function differences(desk: Desk): Promise<Difference[]> {
  const { body } = await product.call<{ items: Difference[] }>('GET', '/v1/ledger/differences', {
    key: desk.whole,
  })
  return body.items
}
const balancesOf = async (desk: Desk) => {
  const { accounts } = await booksOfStore(product, desk.store.id)
  return Object.fromEntries(Object.entries(accounts).filter(([, amount]) => amount !== 0))
}

type Row = Record<
  'balance_transaction_id' | 'source_id' | 'payment_intent_id' | 'reporting_category',
  string
> & {
  gross: number
  fee: number
  attempt?: string
  refund?: string
}
const table = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map((row) => row.join(',')).join('\r\n')

/** The rows of Stripe's report of a merchant: 3.6 % of each payment is kept, nothing comes back with a refund. */
function stripeRows(of: readonly Settled[]): Row[] {
  const intents = [...stripe.intents.values()].filter(({ amount }) =>
    of.some(({ amountDue }) => amountDue === amount),
  )
  const ids = new Set(intents.map(({ id }) => id))
  return [
    ...intents.map((intent) => ({
      balance_transaction_id: `txn_${intent.id}`,
      source_id: intent.latest_charge ?? '',
      payment_intent_id: intent.id,
      reporting_category: 'charge',
      gross: intent.amount_received,
      fee: Math.floor((intent.amount_received * 36) / 1000),
      attempt: intent.metadata['attempt'] ?? '',
    })),
    ...[...stripe.refunds.values()]
      .filter((refund) => ids.has(refund.payment_intent))
      .map((refund) => ({
        balance_transaction_id: `txn_${refund.id}`,
        source_id: refund.id,
        payment_intent_id: refund.payment_intent,
        reporting_category: 'refund',
        gross: -refund.amount,
        fee: 0,
        refund: refund.metadata['refund'] ?? '',
      })),
  ]
}
const payoutOf = (rows: readonly Row[]): Row => ({
  balance_transaction_id: unique('txn'),
  source_id: unique('po'),
  payment_intent_id: '',
  reporting_category: 'payout',
  gross: -rows.reduce((total, { gross, fee }) => total + gross - fee, 0),
  fee: 0,
})
/** @param opens when its first movement was; the others are of now */
function stripeFile(rows: readonly Row[], opens = product.clock.now()): Buffer {
  const head =
    'balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,payment_intent_id,payment_metadata[attempt],refund_metadata[refund]'
  const lines = rows.map((row, i) => [
    row.balance_transaction_id,
    (i === 0 ? opens : product.clock.now()).slice(0, 23).replace('T', ' '),
    'jpy',
    row.gross,
    row.fee,
    row.gross - row.fee,
    row.reporting_category,
    row.source_id,
    row.payment_intent_id,
    row.attempt ?? '',
    row.refund ?? '',
  ])
  return Buffer.from(table([[head], ...lines]))
}

type PayPayRow = readonly [id: string, status: string, amount: number, ours: string]
/** PayPay's file of the orders of a merchant, in its encoding and in times of Japan. */
function paypayFile(rows: readonly PayPayRow[], opens = product.clock.now()): Buffer {
  const lines = rows.map(([id, status, amount, ours], i) => {
    const at = Temporal.Instant.from(i === 0 ? opens : product.clock.now()).toZonedDateTimeISO('Asia/Tokyo')
    return [id, status, at.toString().slice(0, 19).replace('T', ' ').replaceAll('-', '/'), amount, ours]
  })
  const head = ['決済番号', '取引ステータス', '取引日時', '取引金額', 'マーチャント決済ID']
  return iconv.encode(table([head, ...lines]), 'windows-31j')
}
function paypayRows(of: readonly Settled[]): PayPayRow[] {
  const orders = paypay.orders.filter(({ amount }) => of.some(({ amountDue }) => amountDue === amount))
  return orders.flatMap((order) => [
    [order.paymentId ?? '', '取引完了', order.paid, order.merchantPaymentId],
    ...order.refunds.map((refund): PayPayRow => [
      order.paymentId ?? '',
      '返金完了',
      -refund.amount,
      refund.merchantRefundId,
    ]),
  ])
}

describe('the files of a day, over payments that were made at the vendors’ own addresses', () => {
  test('Stripe: every row is matched, fees are posted once, and after the payout nothing is left with it', async () => {
    const desk = await openDesk()
    const paid = [await payByCard(desk, 10_001), await payByCard(desk, 20_002)]
    await giveBack(desk, paid[1] as Settled, 20_002)
    expect(await balancesOf(desk)).toMatchObject({ clearing_stripe: 10_001, store_payable: -10_001 })
    const rows = stripeRows(paid)
    expect(rows.map(({ reporting_category }) => reporting_category)).toEqual(['charge', 'charge', 'refund'])
    const file = stripeFile([...rows, payoutOf(rows)])
    expect(await read(desk, 'stripe', file)).toMatchObject({
      rows: 4,
      matched: 4,
      different: 0,
      replayed: false,
    })
    expect(await differences(desk)).toEqual([])
    const fees = 360 + 720
    const after = { bank_account: 10_001 - fees, provider_fees: fees, store_payable: -10_001 }
    expect(await balancesOf(desk)).toEqual(after)
    expect(await read(desk, 'stripe', file)).toMatchObject({ replayed: true })
    // The report of the payout holds the same movements again.
    await read(desk, 'stripe', stripeFile(rows))
    expect(await balancesOf(desk)).toEqual(after)
  })

  test('Stripe: one altered, one lacking, one doubled wait for somebody', async () => {
    const desk = await openDesk()
    const opens = product.clock.now()
    const paid = [await payByCard(desk, 11_003), await payByCard(desk, 12_003), await payByCard(desk, 13_003)]
    const [altered, lacking, doubled] = stripeRows(paid) as [Row, Row, Row]
    const answer = await read(
      desk,
      'stripe',
      stripeFile(
        [{ ...altered, gross: 11_002 }, doubled, { ...doubled, balance_transaction_id: 'txn_again' }],
        opens,
      ),
    )
    expect(answer).toMatchObject({ rows: 3, matched: 1, different: 3 })
    const queue = await differences(desk)
    expect(queue.map(({ outcome, amount }) => [outcome, amount]).toSorted()).toEqual([
      ['amount_differs', 11_002],
      ['doubled', 13_003],
      ['missing_in_file', 12_003],
    ])
    expect(queue.find(({ outcome }) => outcome === 'missing_in_file')?.providerRef).toBe(
      lacking.payment_intent_id,
    )
    expect((await balancesOf(desk))['provider_fees']).toBe(396 + 468)
  })

  test('PayPay: payments and a refund are known by our own ids, in whatever encoding the file is', async () => {
    const desk = await openDesk()
    const paid = [await payByCode(desk, 4_001), await payByCode(desk, 5_001)]
    await giveBack(desk, paid[1] as Settled, 5_001)
    const rows = paypayRows(paid)
    expect(await read(desk, 'paypay', paypayFile(rows))).toMatchObject({ rows: 3, matched: 3, different: 0 })
    expect(await differences(desk)).toEqual([])
    expect(await balancesOf(desk)).toEqual({ clearing_paypay: 4_001, store_payable: -4_001 })
  })

  test('PayPay: one altered, one lacking, one doubled wait for somebody', async () => {
    const desk = await openDesk()
    const opens = product.clock.now()
    const paid = [await payByCode(desk, 6_001), await payByCode(desk, 7_001), await payByCode(desk, 8_001)]
    product.clock.advance({ minutes: 1 })
    const [altered, , doubled] = paypayRows(paid) as [PayPayRow, PayPayRow, PayPayRow]
    const [id, status, , ours] = altered
    const answer = await read(
      desk,
      'paypay',
      paypayFile([[id, status, 6_000, ours], doubled, doubled], opens),
    )
    expect(answer).toMatchObject({ rows: 3, matched: 1, different: 3 })
    expect((await differences(desk)).map(({ outcome, amount }) => [outcome, amount]).toSorted()).toEqual([
      ['amount_differs', 6_000],
      ['doubled', 8_001],
      ['missing_in_file', 7_001],
    ])
  })

  test('a payment of another organisation is nobody’s here', async () => {
    const [desk, other] = [await openDesk(), await openDesk()]
    const paid = await payByCard(other, 9_007)
    expect(await read(desk, 'stripe', stripeFile(stripeRows([paid])))).toMatchObject({
      matched: 0,
      different: 1,
    })
    expect(await differences(desk)).toMatchObject([{ outcome: 'unknown_to_us', amount: 9_007 }])
    expect(await differences(other)).toEqual([])
    expect(await balancesOf(desk)).toEqual({})
  })
})
