import type { z } from 'zod'
import type { Basket, Settled, Step, TaxProfile } from '#modules/tax/index.ts'
import { settle, stepsOf } from '#modules/tax/index.ts'
import type { Day } from '#platform/dates.ts'
import type { TaxCalculation, TaxCalculationInput } from './tax-schemas.ts'

type Answer = z.input<typeof TaxCalculation>

/**
 * What is due and which tax is in it, step by step, of a basket that nobody has bought. Nothing is asked or stored.
 * @throws noTaxRate
 */
export function calculateTax(input: TaxCalculationInput): Answer {
  const settled = settle(basketOf(input), profileOf(input))
  const { price, due, net, tax, debit, groups, lines, discounts } = settled
  return {
    price,
    due,
    net,
    tax,
    amountDue: debit,
    taxes: groups.flatMap((group) =>
      group.net === null || group.tax === null
        ? []
        : [
            {
              ...rateOf(group),
              price: group.price,
              basis: group.basis,
              discount: group.discount,
              net: group.net,
              tax: group.tax,
              due: group.due,
            },
          ],
    ),
    discounts: {
      lines: lines.map((line, i) => ({ line: i, amount: line.discount, due: line.due, tax: line.tax })),
      rates: groups.flatMap((group) =>
        group.discounts.map(({ coupon, taken }) => ({ coupon, ...rateOf(group), amount: taken })),
      ),
    },
    coupons: discounts.map(({ taken, lapsed, used }) => ({ taken, lapsed, used })),
    tenders: discounts.flatMap(({ funder, taken }, coupon) =>
      funder === 'shop' ? [] : [{ coupon, funder, amount: taken }],
    ),
    steps: [
      ...stepsOf(settled).flatMap((steps, g) => {
        const group = groups[g] as Settled['groups'][number]
        return steps.map((step) => ({ of: 'rate' as const, ...rateOf(group), ...step }))
      }),
      ...totalSteps(settled).map((step) => ({
        of: 'total' as const,
        category: null,
        basisPoints: null,
        ...step,
      })),
    ],
  }
}

/** On the day of the first line stands whatever has no day of its own, which is nothing. */
function basketOf({ lines, coupons, priceBasis, profile }: TaxCalculationInput): Basket {
  return {
    suppliedOn: lines[0]?.date as Day,
    discountRounding: profile.discountRounding,
    lines: lines.map(({ amount, taxCategory, date }) => ({
      amount,
      quantity: 1,
      taxCategory,
      priceBasis,
      suppliedOn: date,
    })),
    discounts: coupons.map(({ kind, value, funder, faceBasis, allocation }) =>
      funder === 'shop'
        ? {
            kind,
            value,
            funder,
            faceBasis,
            lines: null,
            ...(allocation === 'pro_rata' ? {} : { first: allocation }),
          }
        : { kind, value, funder, lines: null },
    ),
  }
}

/** Taxable and registered merchants owe the same tax; the number counts on papers alone. */
function profileOf({ profile: { taxStatus, rounding } }: TaxCalculationInput): TaxProfile {
  const from = '1989-04-01'
  return taxStatus === 'exempt' ? { status: 'exempt', from } : { status: 'taxable', from, rounding }
}

function rateOf({ levy }: Settled['groups'][number]) {
  return { category: levy?.category ?? null, basisPoints: levy?.basisPoints ?? null }
}

function totalSteps({ groups, price, due, tax, debit, tendered }: Settled): Step[] {
  const sum = (
    name: Step['name'],
    of: (group: Settled['groups'][number]) => number,
    amount: number,
  ): Step => ({
    name,
    amount,
    formula:
      groups.length === 1 ? show(amount) : `${groups.map((g) => show(of(g))).join(' + ')} = ${show(amount)}`,
  })
  const whole = sum('amountDue', (group) => group.due, due)
  return [
    sum('price', (group) => group.price, price),
    ...(tax === null ? [] : [sum('newTax', (group) => group.tax ?? 0, tax)]),
    tendered === 0
      ? whole
      : {
          name: 'amountDue',
          amount: debit,
          formula: `${whole.formula}; ${show(due)} − ${show(tendered)} = ${show(debit)}`,
        },
  ]
}

function show(amount: number): string {
  return amount.toLocaleString('en')
}
