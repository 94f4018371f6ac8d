import { createApiKey, createOrganisation } from '#modules/identity/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { scopes } from '#platform/auth.ts'
import { dayIn } from '#platform/dates.ts'
import { contextOf } from './context.ts'
import type { Answer } from './context.ts'
import { signInBuyer, unique } from './people.ts'
import type { Product, Shop } from './product.ts'
import { staffOf } from './product.ts'
import type { StripeServer } from './stripe-server.ts'
import type { PayingBuyer, Settled, TaxStatus, Till } from './till.ts'
import { openTill, payingBuyer, runningCoupon } from './till.ts'
import { usualTerms } from './warranty.ts'

type Random = (most: number) => number
type Payer = Pick<PayingBuyer, 'cookie' | 'identifier' | 'accountId'>
export type Trade = {
  organisation: Shop['organisation']
  /** A key that acts for all stores. */
  whole: string
  tills: readonly Till[]
  deposits: readonly Payer[]
  cards: readonly Payer[]
  codes: readonly string[]
}
/** What one lane has made, so that lanes do not wait for each other. */
type Lane = {
  random: Random
  sales: { till: Till; id: string; lines: number }[]
  covers: { till: Till; id: string; number: string; email: string }[]
  claims: { till: Till; id: string; next: string }[]
}
/** What was done, by kind; and what was refused as it must be. */
export type Tally = { done: Map<string, number>; refused: Map<string, number> }

/** Numbers below a limit that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  return (most) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
}

/** Stores of every tax status and rounding, a cover to sell, coupons of every funder, payers of both kinds. */
export async function openTrade(product: Product, stripe: StripeServer): Promise<Trade> {
  const kinds: [TaxStatus, 'floor' | 'half_up' | 'ceil'][] = [
    ['registered', 'floor'],
    ['registered', 'ceil'],
    ['taxable', 'half_up'],
    ['exempt', 'floor'],
  ]
  const tills: Till[] = []
  for (const [status, rounding] of kinds)
    tills.push(
      await openTill(product, {
        status,
        rounding,
        ...(tills[0] ? { organisation: tills[0].organisation } : {}),
      }),
    )
  const [first] = tills as [Till]
  const { organisation } = first
  for (const till of tills) await stock(product, till, stripe)
  const terms = { ...usualTerms, price: { kind: 'fixed', premium: 3300 } } as const
  await createPlan(
    contextOf(product.services, first.staff),
    PlanInput.parse({ code: 'wide', terms, attachments: [{ categories: ['tv'] }] }),
  )
  const { secret: whole } = await createApiKey(contextOf(product.services), organisation.id, {
    name: 'Whole',
    storeCode: null,
    scopes: scopes.filter((scope) => !scope.startsWith('organisations:')),
    rateLimit: 1_000_000,
    expiresAt: null,
  })
  const deposits = await Promise.all([1, 2, 3].map(() => payingBuyer(product, 90_000_000)))
  const cards = [await cardHolder(product), await cardHolder(product)]
  for (const payer of [...deposits, ...cards])
    for (const { store } of tills) await allow(product, payer, store)
  return { organisation, whole, tills, deposits, cards, codes: await couponsOf(product, first) }
}

async function stock(product: Product, { key, store }: Till, stripe: StripeServer): Promise<void> {
  const items = [{ code: 'TV', name: 'Television', maker: 'Asahi', category: 'tv', makerWarrantyMonths: 12 }]
  await must(product.call('PUT', `/v1/stores/${store.code}/items`, { key, body: items }))
  const { body } = await product.call('GET', `/v1/stores/${store.code}/profile`, {
    key,
  })
  const tax = (body['tax'] as Record<string, unknown>[]).map((one) =>
    Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)),
  )
  await must(
    product.call('PUT', `/v1/stores/${store.code}/profile`, {
      key,
      body: {
        version: 1,
        tax,
        issuerName: body['issuerName'],
        providers: { stripe: { ...stripe.addAccount(), publishableKey: 'pk_test_1234567890' } },
      },
    }),
  )
}

async function cardHolder(product: Product): Promise<Payer> {
  const { cookie } = await signInBuyer(product, { email: `${unique('card')}@example.com` }, 'test')
  const { body } = await must(
    product.call<{ id: string; identifier: string }>('POST', '/v1/me/accounts', {
      cookie,
      body: { kind: 'card', provider: 'stripe', label: 'Visa 4242', token: 'pm_card_visa' },
    }),
  )
  return { cookie, accountId: body.id, identifier: body.identifier }
}

async function allow(product: Product, { cookie, accountId }: Payer, store: Store): Promise<void> {
  const body = { storeCode: store.code, perPayment: 100_000_000, perDay: 100_000_000 }
  await must(product.call('POST', `/v1/me/accounts/${accountId}/mandates`, { cookie, body }))
}

/** Of every funder, by amount and by share, off the net and off the price. */
async function couponsOf(product: Product, shop: Till): Promise<string[]> {
  const platform = await createOrganisation(contextOf(product.services), {
    name: unique('Platform'),
    kind: 'platform',
    mode: 'test',
    owner: { name: 'Owner', email: `${unique('owner')}@example.com` },
  })
  const stackable = (stackingClass: string) => ({ stacking: 'stackable' as const, stackingClass })
  const off = (amount: number) => ({ discount: { kind: 'amount' as const, amount } })
  const made = [
    await runningCoupon(product, shop, { ...off(777), ...stackable('a') }),
    await runningCoupon(product, shop, {
      discount: { kind: 'rate', basisPoints: 1234 },
      ...stackable('b'),
    }),
    await runningCoupon(product, shop, { ...off(501), faceBasis: 'gross' }),
    await runningCoupon(product, shop, {
      ...off(1300),
      funder: 'third_party',
      sponsor: 'メーカー',
      ...stackable('c'),
    }),
    await runningCoupon(product, shop, { ...off(2000), funder: 'prepaid', ...stackable('d') }),
    await runningCoupon(
      product,
      { staff: staffOf(platform) },
      {
        discount: { kind: 'rate', basisPoints: 333 },
        funder: 'platform',
        ...stackable('e'),
      },
    ),
  ]
  return made.map(({ code }) => code)
}

/** Refusals that a random try may meet; every other one is a fault. */
const mayBeRefused = new Set([
  'settlement_not_refundable',
  'insufficient_balance',
  'void_too_late',
  'return_exceeds_settlement',
  'return_exceeds_purchase',
])

/** Lanes of random operations side by side, until as many were done. Each is seen by the product as any other call. */
export async function tradeAtRandom(
  product: Product,
  trade: Trade,
  lanes: readonly Lane[],
  count: number,
  tally: Tally,
): Promise<void> {
  let left = count
  await Promise.all(
    lanes.map(async (lane) => {
      while (left > 0) {
        left -= 1
        const [kind, answer] = await operate(product, trade, lane).catch((error: unknown) => {
          // The others are not to go on behind the back of who looks at what happened.
          left = 0
          throw error
        })
        if (answer.status < 300) add(tally.done, kind)
        else {
          const { code } = answer.body as { code: string }
          if (!mayBeRefused.has(code)) {
            left = 0
            throw new Error(`${kind}: ${answer.text}`)
          }
          left += 1
          add(tally.refused, `${kind}: ${code}`)
        }
      }
    }),
  )
}
export const newLane = (seed: number): Lane => ({
  random: randomFrom(seed),
  sales: [],
  covers: [],
  claims: [],
})
export function add(tally: Map<string, number>, kind: string): void {
  tally.set(kind, (tally.get(kind) ?? 0) + 1)
}

type Done = [kind: string, answer: Answer<unknown>]

async function operate(product: Product, trade: Trade, lane: Lane): Promise<Done> {
  const { random } = lane
  const dice = random(100)
  if (dice < 22 && lane.sales.length > 0) return comeBack(lane, dice)
  if (dice < 27) return topUp(product, trade, random)
  if (dice < 33) return sellCover(product, trade, lane)
  if (dice < 36 && lane.covers.length > 0) return cancel(product, lane)
  if (dice < 38 && lane.covers.length > 0) return claim(product, lane)
  if (dice < 44 && lane.claims.length > 0) return advance(product, lane)
  return settle(trade, lane)
}

function one<T>(random: Random, list: readonly T[]): T {
  return list[random(list.length)] as T
}
/** Takes one out: nobody else of the lane works on it then. */
function take<T>(random: Random, list: T[]): T {
  return list.splice(random(list.length), 1)[0] as T
}

async function settle({ tills, deposits, cards, codes }: Trade, lane: Lane): Promise<Done> {
  const { random } = lane
  const till = one(random, tills)
  const how = random(20)
  const payer = how < 8 ? one(random, deposits) : how < 10 ? one(random, cards) : undefined
  const tenders = payer
    ? random(3) === 0
      ? [{ kind: 'cash', amount: 1 }, { kind: 'account' }]
      : undefined
    : [{ kind: how < 17 ? 'cash' : 'card', ...(how < 17 ? {} : { provider: 'sandbox' }) }]
  const lines = Array.from({ length: 1 + random(4) }, () => ({
    description: '品',
    quantity: 1 + random(3),
    unitPrice: 5000 + random(20_000),
    taxCategory: one(random, ['S', 'S', 'AA', 'E', 'O']),
  }))
  const withCover = random(8) === 0
  const tv = { code: 'TV', quantity: 1, unitPrice: 50_000, plan: { planCode: 'wide', price: 3300 } }
  const at = Temporal.Instant.from(till.basket()['occurredAt'] as string).subtract({ hours: random(480) })
  const answer = await till.settle({
    occurredAt: at.toString({ fractionalSecondDigits: 3 }),
    priceBasis: one(random, ['inclusive', 'inclusive', 'exclusive']),
    couponCodes: [...new Set(Array.from({ length: random(4) }, () => one(random, codes)))],
    ...(payer ? { account: payer.identifier } : {}),
    lines: withCover ? [...lines, tv] : lines,
    tenders,
  })
  const { id, state } = answer.body as Settled
  if (answer.status < 300 && state !== 'settled') throw new Error(`a settlement is ${state}`)
  if (answer.status < 300) lane.sales.push({ till, id, lines: lines.length })
  return [
    `settled ${payer ? (cards.includes(payer) ? 'by Stripe' : 'from deposits') : tenders?.[0]?.kind}`,
    answer,
  ]
}

async function comeBack(lane: Lane, dice: number): Promise<Done> {
  const { random } = lane
  const sale = take(random, lane.sales)
  const body = { reference: unique('back'), reason: 'returned' }
  if (dice < 4) return ['voided', await sale.till.act(sale.id, 'void', body)]
  if (dice < 10) return ['refunded', await sale.till.act(sale.id, 'refund', body)]
  const lines = [{ n: 1 + random(sale.lines), quantity: 1 }]
  const answer = await sale.till.act(sale.id, 'refund', { ...body, lines })
  if (answer.body.state === 'partly_refunded') lane.sales.push(sale)
  return ['partly refunded', answer]
}

async function topUp(product: Product, { deposits }: Trade, random: Random): Promise<Done> {
  const { accountId, cookie } = one(random, deposits)
  const body = { amount: 1 + random(300_000) }
  return ['topped up', await product.call('POST', `/v1/me/accounts/${accountId}/deposits`, { cookie, body })]
}

async function sellCover(product: Product, { tills }: Trade, lane: Lane): Promise<Done> {
  const till = one(lane.random, tills)
  const email = `${unique('buyer')}@example.com`
  const answer = await product.call<{ contracts: { id: string; number: string }[] }>(
    'POST',
    '/v1/purchases',
    {
      key: till.key,
      body: {
        storeCode: till.store.code,
        reference: unique('P'),
        purchasedAt: product.clock.now(),
        currency: 'JPY',
        buyer: { email },
        lines: [{ code: 'TV', quantity: 1, unitPrice: 50_000, plan: { planCode: 'wide', price: 3300 } }],
      },
    },
  )
  const [contract] = answer.body.contracts
  if (contract) lane.covers.push({ till, email, ...contract })
  return ['sold with cover', answer]
}

async function cancel(product: Product, lane: Lane): Promise<Done> {
  const { till, id } = take(lane.random, lane.covers)
  const { key } = till
  const quote = await must(
    product.call<{ quoteId: string }>('POST', `/v1/contracts/${id}/cancellation-quotes`, { key, body: {} }),
  )
  const { quoteId } = quote.body
  return ['cancelled', await product.call('POST', `/v1/contracts/${id}/cancel`, { key, body: { quoteId } })]
}

async function claim(product: Product, lane: Lane): Promise<Done> {
  const { till, number, email } = take(lane.random, lane.covers)
  const { key } = till
  const filed = await must(
    product.call<{ id: string }>('POST', '/v1/claims', {
      key,
      body: {
        number,
        buyer: { email },
        cause: 'physical_damage',
        fault: 'dropped',
        occurredOn: dayIn('Asia/Tokyo', product.clock.now()),
        description: 'It fell.',
      },
    }),
  )
  const { id } = filed.body
  const body = { decision: 'accept', estimate: 1000 + lane.random(40_000) }
  return [
    'claim accepted',
    rememberNext(lane, till, id, await product.call('POST', `/v1/claims/${id}/decision`, { key, body })),
  ]
}

async function advance(product: Product, lane: Lane): Promise<Done> {
  const { till, id, next } = take(lane.random, lane.claims)
  const path = `/v1/claims/${id}/advance`
  const answer = await product.call('POST', path, { key: till.key, body: { to: next } })
  return [`claim ${next}`, rememberNext(lane, till, id, answer)]
}

function rememberNext(lane: Lane, till: Till, id: string, answer: Answer): Answer {
  const next = answer.body['nextStep']
  if (answer.status < 300 && typeof next === 'string') lane.claims.push({ till, id, next })
  return answer
}

async function must<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  const answer = await call
  if (answer.status >= 300) throw new Error(answer.text)
  return answer
}
