/**
 * The sales that the bench reports: three lines, the first with a plan. Cheap to make, because the generator shares
 * the machine with what it measures.
 */
export type SaleShape = { storeCode: string; items: number; buyers: number; purchasedAt: string }

export const itemCode = (i: number) => `BENCH-${i}`
export const itemPrice = (i: number) => 12_000 + (i % 900) * 100
/** Plans are attached by category; every item has one of these three. */
export const planCodes = ['bench-repair', 'bench-wide', 'bench-damage'] as const
export const planOf = (i: number) => planCodes[i % 3] as string
export const knownEmail = (i: number) => `buyer-${i}@bench.example`

/** Numbers that look like chance and are the same in every run. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** One report as JSON text. Every second buyer is one that the ledger does not know yet. */
export function saleJson(
  shape: SaleShape,
  prefix: string,
  n: number,
  random: (below: number) => number,
): string {
  const email = n % 2 === 0 ? knownEmail(random(shape.buyers)) : `new-${prefix}-${n}@bench.example`
  const [a, b, c] = [random(shape.items), random(shape.items), random(shape.items)]
  const premium = Math.floor(itemPrice(a) / 20)
  return `{"storeCode":"${shape.storeCode}","reference":"${prefix}-${n}","purchasedAt":"${shape.purchasedAt}","currency":"JPY","buyer":{"email":"${email}","name":"買主 ${n}"},"lines":[{"code":"${itemCode(a)}","quantity":1,"unitPrice":${itemPrice(a)},"plan":{"planCode":"${planOf(a)}","price":${premium}}},{"code":"${itemCode(b)}","quantity":2,"unitPrice":${itemPrice(b)}},{"code":"${itemCode(c)}","quantity":1,"unitPrice":${itemPrice(c)},"serialNumbers":["SN-${prefix}-${n}"]}]}`
}
