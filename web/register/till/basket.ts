import type { Item, QuoteRequest, TaxCategory } from './types.ts'

export type Cover = { planCode: string; name: string; premium: number; termMonths: number }
export type Line = {
  key: string
  /** null for what no catalogue knows. */
  code: string | null
  name: string
  quantity: number
  /** Of one, in minor units. */
  unitPrice: number
  taxCategory: TaxCategory
  cover: Cover | null
}
/** Who buys: a token of this minute authorises too; an account or a member code identifies alone. */
export type Member = { kind: 'token' | 'account' | 'code'; value: string; readAt: string }
export type Basket = {
  lines: readonly Line[]
  /** The line that keys act on. */
  selected: string | null
  member: Member | null
  /** The receipt number under which it is being paid: after a reload the sale goes on, and no second one begins. */
  sending: string | null
  couponCodes: readonly string[]
  /** The content was changed then: what was quoted before is no quote of it. */
  changedAt: string
}

export const mostUnits = 9999
export const mostPrice = 100_000_000

export function newBasket(at: string): Basket {
  return { lines: [], selected: null, member: null, sending: null, couponCodes: [], changedAt: at }
}

type NewLine = Omit<Line, 'key' | 'cover'>
/** Adds goods. The same ones at the same price without a cover are counted on the line that is there. */
export function addLine(basket: Basket, line: NewLine, at: string): Basket {
  const same = basket.lines.find(
    (one) =>
      one.code !== null && one.code === line.code && one.unitPrice === line.unitPrice && one.cover === null,
  )
  if (same) return setQuantity(select(basket, same.key), same.key, same.quantity + line.quantity, at)
  const key = nextKey(basket.lines)
  return {
    ...basket,
    lines: [...basket.lines, { ...line, quantity: within(line.quantity), key, cover: null }],
    selected: key,
    changedAt: at,
  }
}

function nextKey(lines: readonly Line[]): string {
  return String(Math.max(0, ...lines.map(({ key }) => Number(key))) + 1)
}

function within(quantity: number): number {
  return Math.min(mostUnits, Math.max(1, Math.trunc(quantity)))
}

export function lineOfItem(item: Item, quantity: number, price: number): NewLine {
  return { code: item.code, name: item.name, quantity, unitPrice: price, taxCategory: item.taxCategory }
}

export function select(basket: Basket, key: string | null): Basket {
  return { ...basket, selected: key }
}
export function selectNext(basket: Basket, step: 1 | -1): Basket {
  const at = basket.lines.findIndex(({ key }) => key === basket.selected)
  const next = Math.min(basket.lines.length - 1, Math.max(0, at + step))
  return select(basket, basket.lines[next]?.key ?? null)
}

export function changeLine(
  basket: Basket,
  key: string,
  change: Partial<Omit<Line, 'key'>>,
  at: string,
): Basket {
  const lines = basket.lines.map((line) => (line.key === key ? { ...line, ...change } : line))
  return { ...basket, lines, changedAt: at }
}
export function setQuantity(basket: Basket, key: string, quantity: number, at: string): Basket {
  return changeLine(basket, key, { quantity: within(quantity) }, at)
}
export function removeLine(basket: Basket, key: string, at: string): Basket {
  const place = basket.lines.findIndex((line) => line.key === key)
  const lines = basket.lines.filter((line) => line.key !== key)
  const selected = lines[Math.min(place, lines.length - 1)]?.key ?? null
  return { ...basket, lines, selected, changedAt: at }
}

export function withMember(basket: Basket, member: Member | null, at: string): Basket {
  return { ...basket, member, changedAt: at }
}
export function withSending(basket: Basket, sending: string | null): Basket {
  return { ...basket, sending }
}

export function isEmpty(basket: Basket): boolean {
  return basket.lines.length === 0 && basket.member === null
}
export function unitsOf(basket: Basket): number {
  return basket.lines.reduce((sum, line) => sum + line.quantity, 0)
}
/** What a line costs as printed, its cover too. */
export function amountOf(line: Line): number {
  return line.quantity * (line.unitPrice + (line.cover?.premium ?? 0))
}
/** The sum as printed: what is due without a connection where prices hold their tax. */
export function sumOf(basket: Basket): number {
  return basket.lines.reduce((sum, line) => sum + amountOf(line), 0)
}

/** The basket in the words of the API; `total` is never used by a register. */
export function requestLines(basket: Basket): NonNullable<QuoteRequest['lines']> {
  return basket.lines.map(({ code, name, quantity, unitPrice, taxCategory, cover }) => ({
    code,
    quantity,
    unitPrice,
    taxCategory,
    ...(code === null ? { description: name } : {}),
    plan: cover && { planCode: cover.planCode, price: cover.premium },
  }))
}

/** Who buys, in the words of the API. */
export function requestBuyer({ member }: Basket): Pick<QuoteRequest, 'memberToken' | 'account' | 'buyer'> {
  if (!member) return {}
  if (member.kind === 'token') return { memberToken: member.value }
  return member.kind === 'account' ? { account: member.value } : { buyer: { memberCode: member.value } }
}
