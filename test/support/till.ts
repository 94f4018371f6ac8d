import { sql } from 'kysely'
import { CouponTerms } from '#modules/coupons/index.ts'
import { createCoupon } from '#modules/coupons/create-coupon.ts'
import { createCouponCodes } from '#modules/coupons/create-coupon-codes.ts'
import { updateState } from '#modules/coupons/definition-writes.ts'
import { couponsById } from '#modules/coupons/definitions.ts'
import type { Mode } from '#platform/auth.ts'
import { inTransaction } from '#platform/context.ts'
import { publicId } from '#platform/ids.ts'
import type { Answer } from './context.ts'
import { contextOf } from './context.ts'
import type { SignedInBuyer } from './people.ts'
import { signInBuyer, unique } from './people.ts'
import type { Product, Shop } from './product.ts'
import { openShop } from './product.ts'

export type TaxStatus = 'exempt' | 'taxable' | 'registered'
export type Settled = {
  id: string
  state: string
  reason: string | null
  reference: string
  price: number
  discount: number
  total: number
  tax: number | null
  couponsAsMoney: number
  amountDue: number
  refunded: number
  taxes: { taxCategory: string; due: number; tax: number; steps: { name: string; amount: number }[] }[]
  lines: { n: number; due: number; returned: number; cover: { planCode: string; ofLine: number } | null }[]
  couponsUsed: { couponId: string; amount: number; state: string; funder: string }[]
  couponsRefused: { couponId: string; reason: string }[]
  tenders: {
    kind: string
    amount: number
    change: number | null
    state: string
    refunded: number
    action: { kind: string; url: string } | null
  }[]
  refunds: {
    n: number
    kind: string
    amount: number
    tax: number | null
    tenders: { kind: string; amount: number; state: string }[]
  }[]
  contracts: { id: string; number: string }[]
  purchaseId: string | null
  receipt: { paperId: string; number: string } | null
  buyer: { name: string | null; account: string | null; authorised: boolean } | null
  replayed: boolean
  // Of a refusal.
  code: string
  errors: { field: string; code: string; message: string }[]
}
export type Till = Shop & {
  /** A request of a line of 11,000 at the standard rate, of now, unless said. */
  basket(more?: Record<string, unknown>): Record<string, unknown>
  quote(more?: Record<string, unknown>): Promise<Answer<Settled>>
  /** Pays in cash unless said. */
  settle(more?: Record<string, unknown>): Promise<Answer<Settled>>
  /** Something that is done to a settlement. */
  act(id: string, what: string, body?: Record<string, unknown>): Promise<Answer<Settled>>
  get(id: string): Promise<Settled>
  /** Tells the sandbox what to do with the next payments. */
  script(script: string, count?: number): Promise<void>
}

/** A store with a merchant profile and a till. Of a test organisation, whose sandbox takes payments. */
export async function openTill(
  product: Product,
  {
    status = 'registered',
    rounding = 'floor',
    mode = 'test',
    ...shopOptions
  }: {
    status?: TaxStatus
    rounding?: 'floor' | 'half_up' | 'ceil'
    mode?: Mode
    organisation?: Shop['organisation']
    profile?: boolean
    taxRegime?: 'jp' | 'none'
  } = {},
): Promise<Till> {
  const { profile = true, ...options } = shopOptions
  const shop = await openShop(product, { mode, ...options })
  const { key, store } = shop
  if (profile) {
    const answer = await product.call('PUT', `/v1/stores/${store.code}/profile`, {
      key,
      body: {
        version: 0,
        tax: [
          {
            status,
            from: '1989-04-01',
            ...(status === 'exempt' ? {} : { rounding }),
            ...(status === 'registered' ? { registrationNumber: 'T7123456789012' } : {}),
          },
        ],
        issuerName: `株式会社${store.code}`,
      },
    })
    if (answer.status !== 200) throw new Error(answer.text)
  }
  const basket = (more: Record<string, unknown> = {}) => ({
    merchantCode: store.code,
    occurredAt: product.services.clock.now(),
    currency: 'JPY',
    ...('total' in more ? {} : { lines: [{ description: '掃除機', quantity: 1, unitPrice: 11_000 }] }),
    ...more,
  })
  const post = (url: string, body: unknown) => product.call<Settled>('POST', url, { key, body })
  return {
    ...shop,
    basket,
    quote: (more) => post('/v1/settlements/quote', basket(more)),
    settle: (more = {}) =>
      post('/v1/settlements', basket({ reference: unique('S'), tenders: [{ kind: 'cash' }], ...more })),
    act: (id, what, body = {}) => post(`/v1/settlements/${id}/${what}`, body),
    async get(id) {
      const { body, status: got, text } = await product.call<Settled>('GET', `/v1/settlements/${id}`, { key })
      if (got !== 200) throw new Error(text)
      return body
    },
    async script(script, count = 1) {
      const answer = await product.call('PUT', '/v1/sandbox/payments', { key, body: { script, count } })
      if (answer.status !== 200) throw new Error(answer.text)
    },
  }
}

type Terms = Partial<Parameters<typeof CouponTerms.parse>[0] & object>

/** A running coupon of a shop with a public code, and of as many uses as its terms say. */
export async function runningCoupon(
  { services }: Pick<Product, 'services'>,
  shop: Pick<Shop, 'staff'>,
  terms: Terms = {},
): Promise<{ id: string; publicId: string; code: string }> {
  const ctx = contextOf(services, shop.staff, 'runningCoupon')
  const coupon = await createCoupon(ctx, {
    code: unique('coupon'),
    currency: 'JPY',
    terms: CouponTerms.parse({
      name: { ja: 'クーポン' },
      discount: { kind: 'amount', amount: 1000 },
      ...terms,
    }),
  })
  await inTransaction(ctx, (tx) => updateState(tx, coupon.id, 'running', null))
  ctx.caches.drop(couponsById.name)
  const code = unique('CODE').replace('-', '')
  await createCouponCodes(ctx, publicId('cpn', coupon.id), { kind: 'public', code })
  return { id: coupon.id, publicId: publicId('cpn', coupon.id), code }
}

export type PayingBuyer = SignedInBuyer & { accountId: string; identifier: string; token(): Promise<string> }

/** A buyer of test mode with a deposit account at the sandbox bank that holds some money. */
export async function payingBuyer(product: Product, balance = 1_000_000): Promise<PayingBuyer> {
  const buyer = await signInBuyer(product, { email: `${unique('buyer')}@example.com` }, 'test')
  const { cookie } = buyer
  const opened = await product.call<{ id: string; identifier: string }>('POST', '/v1/me/accounts', {
    cookie,
    body: { kind: 'deposit', provider: 'sandbox', label: '普通預金' },
  })
  if (opened.status !== 201) throw new Error(opened.text)
  const { id, identifier } = opened.body
  if (balance > 0) {
    const paid = await product.call('POST', `/v1/me/accounts/${id}/deposits`, {
      cookie,
      body: { amount: balance },
    })
    if (paid.status >= 300) throw new Error(paid.text)
  }
  return {
    ...buyer,
    accountId: id,
    identifier,
    async token() {
      return (await product.call<{ token: string }>('GET', '/v1/me/member-token', { cookie })).body.token
    },
  }
}

/** The sum of all postings, and what the accounts of a store say, debits positive. */
export async function booksOfStore(
  { services }: Pick<Product, 'services'>,
  storeId: string,
): Promise<{ all: number; accounts: Record<string, number> }> {
  const { rows } = await sql<{ account: string; amount: number }>`
    select p.account, sum(p.amount)::bigint as amount from postings p
    join journals j on j.bucket = p.bucket and j.id = p.journal_id where j.store_id = ${storeId} group by 1`.execute(
    services.db,
  )
  const { rows: all } = await sql<{
    sum: number
  }>`select coalesce(sum(amount), 0)::bigint as sum from postings`.execute(services.db)
  return {
    all: all[0]?.sum ?? 0,
    accounts: Object.fromEntries(rows.map(({ account, amount }) => [account, amount])),
  }
}
