import type { Offer, OrderLine, Words } from '#api/shop-types.ts'

/** A good in the cart, with the cover chosen for each unit of it, as the pages showed them. */
export type CartLine = {
  code: string
  name: Words
  category: string
  quantity: number
  unitPrice: number
  cover: { planCode: string; name: Words; premium: number; termMonths: number } | null
}
export type Cart = { id: string; lines: CartLine[] }

/** Units of one line that the shop sells at once. */
export const mostUnits = 5
const mostLines = 20

export function newCart(): Cart {
  const id = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0'))
  return { id: id.join(''), lines: [] }
}

/** The same good with the same cover is one line, with another cover or none another one. */
export function lineKey({ code, cover }: CartLine): string {
  return `${code} ${cover?.planCode ?? ''}`
}

export function add(cart: Cart, line: CartLine): Cart {
  const key = lineKey(line)
  const known = cart.lines.find((one) => lineKey(one) === key)
  const quantity = Math.min(mostUnits, (known?.quantity ?? 0) + line.quantity)
  const lines = known
    ? cart.lines.map((one) => (one === known ? { ...line, quantity } : one))
    : [...cart.lines, line].slice(0, mostLines)
  return { ...cart, lines }
}

export function setQuantity(cart: Cart, key: string, quantity: number): Cart {
  const lines = cart.lines
    .map((line) => (lineKey(line) === key ? { ...line, quantity: Math.min(mostUnits, quantity) } : line))
    .filter((line) => line.quantity > 0)
  return { ...cart, lines }
}

/** The good stays; a line of it without cover takes it in. */
export function withoutCover(cart: Cart, key: string): Cart {
  const line = cart.lines.find((one) => lineKey(one) === key)
  return line ? add(setQuantity(cart, key, 0), { ...line, cover: null }) : cart
}

export function coverOf(offer: Offer): NonNullable<CartLine['cover']> {
  const { ja, en, zh } = offer.name
  const name = { ja, en: en ?? ja, zh: zh ?? ja }
  return { planCode: offer.planCode, name, premium: offer.premium, termMonths: offer.termMonths }
}

export function totalsOf(lines: readonly CartLine[]): {
  units: number
  goods: number
  covers: number
  total: number
} {
  const sum = (of: (line: CartLine) => number) =>
    lines.reduce((total, line) => total + line.quantity * of(line), 0)
  const goods = sum((line) => line.unitPrice)
  const covers = sum((line) => line.cover?.premium ?? 0)
  return { units: sum(() => 1), goods, covers, total: goods + covers }
}

/** As the shop's server takes it: what is wanted and what was shown. */
export function orderLines(lines: readonly CartLine[]): OrderLine[] {
  return lines.map(({ code, quantity, unitPrice, cover }) => ({
    code,
    quantity,
    unitPrice,
    cover: cover && { planCode: cover.planCode, premium: cover.premium },
  }))
}
