import type { FieldError } from '#platform/errors.ts'
import { invalidRequest } from '#platform/errors.ts'
import { cartOrderedAlready, orderRefused, priceChanged } from './errors.ts'
import type { Good, Words } from './goods.ts'
import type { Offer, Platform, Receipt } from './platform.ts'
import { askOffers, reportSale, wordsOf } from './platform.ts'
import type { OrderInput, OrderLine } from './schemas.ts'
import type { DemoShop } from './shops.ts'
import type { Ticket } from './tickets.ts'

/** A line whose prices were found right, with the offer that its cover is. */
type PricedLine = { line: OrderLine; good: Good; offer: Offer | null }
export type OrderAnswer = {
  orderNumber: string
  placedAt: string
  currency: string
  total: number
  lines: {
    code: string
    name: Words
    quantity: number
    unitPrice: number
    /** `numbers` is empty where the platform kept the purchase and issued no cover: then it is not charged. */
    cover: { name: Words; premium: number; numbers: string[] } | null
  }[]
}

/**
 * Sells what a cart holds: the shop's own prices and the platform's offers of this moment decide, then one report
 * makes the purchase with its covers. The shop keeps no orders of its own; they are the platform's purchases.
 * @throws invalidRequest, priceChanged, cartOrderedAlready, orderRefused, platformUnreachable, orderOutcomeUnknown
 */
export async function placeOrder(
  platform: Platform,
  shop: DemoShop,
  { orderNumber, placedAt }: Ticket,
  input: OrderInput,
): Promise<OrderAnswer> {
  const priced = await priceLines(platform, shop, input.lines)
  const report = {
    storeCode: shop.storeCode,
    reference: orderNumber,
    purchasedAt: placedAt,
    currency: shop.currency,
    buyer: buyerOf(input.buyer),
    lines: priced.map(({ line, good, offer }) => ({
      code: good.code,
      quantity: line.quantity,
      unitPrice: good.price,
      ...(offer ? { plan: { planCode: offer.planCode, price: offer.premium } } : {}),
    })),
  }
  const { status, body } = await reportSale(platform, orderNumber, report)
  if (status !== 201) throw refusalOf(String(body['code']), body['errors'] as FieldError[], orderNumber)
  return { orderNumber, placedAt, currency: shop.currency, ...billed(priced, body as unknown as Receipt) }
}

async function priceLines(
  platform: Platform,
  shop: DemoShop,
  lines: readonly OrderLine[],
): Promise<PricedLine[]> {
  const goods = lines.map((line) => shop.goods.find(({ code }) => code === line.code))
  const unknown = goods.flatMap((good, i) =>
    good ? [] : [{ field: `lines[${i}].code`, code: 'item_not_sold', message: 'is not sold here' }],
  )
  if (unknown.length > 0) throw invalidRequest(unknown)
  const priced = await Promise.all(
    lines.map(async (line, i) => {
      const good = goods[i] as Good
      const offers = line.cover ? await askOffers(platform, shop.storeCode, good) : []
      return { line, good, offer: offers.find(({ planCode }) => planCode === line.cover?.planCode) ?? null }
    }),
  )
  const changed = priced.flatMap(faultsOf)
  if (changed.length > 0) throw priceChanged(changed)
  return priced
}

function faultsOf({ line, good, offer }: PricedLine, i: number): FieldError[] {
  const faults: FieldError[] = []
  if (line.unitPrice !== good.price)
    faults.push({ field: `lines[${i}].unitPrice`, code: 'price_changed', message: `is ${good.price}` })
  if (line.cover && !offer)
    faults.push({ field: `lines[${i}].cover`, code: 'cover_not_offered', message: 'is not offered now' })
  if (line.cover && offer && line.cover.premium !== offer.premium)
    faults.push({ field: `lines[${i}].cover.premium`, code: 'price_changed', message: `is ${offer.premium}` })
  return faults
}

/** As the platform takes it: one contact, without the one that was not given. */
function buyerOf({ name, address, email, phone }: OrderInput['buyer']): object {
  const contact = email === null ? { phone: phone?.normalize('NFKC') } : { email: email.trim() }
  return { name, address, ...contact }
}

function refusalOf(code: string, errors: FieldError[], orderNumber: string): Error {
  if (code === 'purchase_conflict' || code === 'idempotency_key_reused')
    return cartOrderedAlready(orderNumber)
  const ofBuyer = errors.filter(({ field }) => field.startsWith('buyer.'))
  return ofBuyer.length > 0 ? invalidRequest(ofBuyer) : orderRefused(code)
}

function billed(priced: readonly PricedLine[], { contracts }: Receipt): Pick<OrderAnswer, 'total' | 'lines'> {
  const lines = priced.map(({ line, good, offer }, i) => {
    const numbers = contracts.filter(({ lineN }) => lineN === i + 1).map(({ number }) => number)
    const cover = offer ? { name: wordsOf(offer.name), premium: offer.premium, numbers } : null
    return { code: good.code, name: good.name, quantity: line.quantity, unitPrice: good.price, cover }
  })
  const total = lines.reduce(
    (sum, line) =>
      sum +
      line.quantity * line.unitPrice +
      (line.cover ? line.cover.premium * line.cover.numbers.length : 0),
    0,
  )
  return { total, lines }
}
