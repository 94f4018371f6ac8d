import type { Rounding } from '#platform/money.ts'
import type { Settled, SettledGroup } from './settled.ts'

/** The values on the way from the price to the amount due, as they are shown to people. */
export const stepNames = [
  'price',
  'tax',
  'net',
  'discount',
  'discountedPrice',
  'discountedNet',
  'newTax',
  'amountDue',
] as const
export type StepName = (typeof stepNames)[number]

/** One value and how it was found, as in `11,000 × 10 ÷ 110 = 1,000`; minor units. */
export type Step = { name: StepName; amount: number; formula: string }

/**
 * How the amount due of each group came about, in the order in which it is computed. A group of which nothing came off
 * ends with its price. Where no tax is owed there is no step of tax. Whether a coupon came off the net or the price is
 * seen by `discountedNet` standing before or after `newTax`.
 */
export function stepsOf({ groups, prices }: Pick<Settled, 'groups' | 'prices'>): Step[][] {
  return groups.map((group) => [
    ...priceSteps(group, prices),
    ...(group.discount === 0 ? [] : discountSteps(group)),
    step('amountDue', group.due, dueText(group)),
  ])
}

/** The price with the tax and the net inside it; of prices without tax the net comes first. */
function priceSteps({ levy, price, taxInPrice, netPrice }: SettledGroup, prices: Settled['prices']): Step[] {
  if (levy === null || taxInPrice === null || netPrice === null) return [step('price', price, show(price))]
  const { basisPoints, rounding } = levy
  return prices === 'inclusive'
    ? [
        step('price', price, show(price)),
        step('tax', taxInPrice, insideText(price, basisPoints, rounding, taxInPrice)),
        step('net', netPrice, `${show(price)} − ${show(taxInPrice)} = ${show(netPrice)}`),
      ]
    : [
        step('net', netPrice, show(netPrice)),
        step('tax', taxInPrice, onTopText(netPrice, basisPoints, rounding, taxInPrice)),
        step('price', price, `${show(netPrice)} + ${show(taxInPrice)} = ${show(price)}`),
      ]
}

function discountSteps(group: SettledGroup): Step[] {
  const { levy, basis, base, discount, rest, tax, net } = group
  const left = `${show(base)} − ${show(discount)} = ${show(rest)}`
  const taken = step('discount', discount, discountText(group))
  if (levy === null || tax === null || net === null) return [taken, step('discountedPrice', rest, left)]
  const { basisPoints, rounding } = levy
  return basis === 'net'
    ? [
        taken,
        step('discountedNet', rest, left),
        step('newTax', tax, onTopText(rest, basisPoints, rounding, tax)),
      ]
    : [
        taken,
        step('discountedPrice', rest, left),
        step('newTax', tax, insideText(rest, basisPoints, rounding, tax)),
        step('discountedNet', net, `${show(rest)} − ${show(tax)} = ${show(net)}`),
      ]
}

/** `10,000 × 10 ÷ 100 = 1,000` of a rate, the share of an amount; several are added up. */
function discountText({ discounts, discount }: SettledGroup): string {
  const parts = discounts.map(({ basisPoints, reached, taken }) =>
    basisPoints === null ? show(taken) : `${show(reached)} × ${percent(basisPoints)} ÷ 100`,
  )
  const [only] = discounts
  if (discounts.length === 1 && only?.basisPoints === null) return show(discount)
  return `${parts.join(' + ')} = ${show(discount)}`
}

function dueText({ basis, rest, tax, due, discount }: SettledGroup): string {
  return discount > 0 && basis === 'net' && tax !== null
    ? `${show(rest)} + ${show(tax)} = ${show(due)}`
    : show(due)
}

function insideText(amount: number, points: number, rounding: Rounding, result: number): string {
  return divided(amount, points, 10_000 + points, rounding, result)
}

function onTopText(amount: number, points: number, rounding: Rounding, result: number): string {
  return divided(amount, points, 10_000, rounding, result)
}

const roundingNames: Readonly<Record<Rounding, string>> = {
  floor: 'down',
  half_up: 'half up',
  ceil: 'up',
}

/** `999 × 10 ÷ 110 = 90.81…, down → 90`; without what stands between where nothing was rounded. */
function divided(amount: number, points: number, by: number, rounding: Rounding, result: number): string {
  const sum = `${show(amount)} × ${percent(points)} ÷ ${percent(by)} =`
  const product = BigInt(amount) * BigInt(points)
  const exact = product % BigInt(by) === 0n
  if (exact) return `${sum} ${show(result)}`
  const hundredths = (product * 100n) / BigInt(by)
  const more = (product * 100n) % BigInt(by) === 0n ? '' : '…'
  const digits = String(hundredths % 100n).padStart(2, '0')
  return `${sum} ${grouped.format(hundredths / 100n)}.${digits}${more}, ${roundingNames[rounding]} → ${show(result)}`
}

function step(name: StepName, amount: number, formula: string): Step {
  return { name, amount, formula }
}

/** Made once: a formatter for each figure would cost more than the whole computation. */
const grouped = new Intl.NumberFormat('en')

function show(amount: number): string {
  return grouped.format(amount)
}

/** Basis points as a number of hundredths: 1000 → `10`, 780 → `7.8`. */
function percent(points: number): string {
  return String(points / 100)
}
