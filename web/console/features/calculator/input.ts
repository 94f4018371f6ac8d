import type { components } from '#api/schema.d.ts'
import type { Typed } from '../../parts/number-fields.tsx'

type Schemas = components['schemas']
export type CalculationRequest = Schemas['TaxCalculationRequest']
export type Calculation = Schemas['TaxCalculation']
export type Category = Schemas['JapaneseTaxCategory']
export type Step = Calculation['steps'][number]

export const statuses = ['registered', 'taxable', 'exempt'] as const
export const roundings = ['floor', 'half_up', 'ceil'] as const
export const bases = ['inclusive', 'exclusive'] as const
export const categories = ['S', 'AA', 'G', 'E', 'O'] as const
export const kinds = ['amount', 'rate'] as const
export const funders = ['shop', 'third_party', 'platform', 'prepaid'] as const
export const faceBases = ['net', 'gross'] as const

export type Line = { amount: Typed; taxCategory: Category; date: string }
export type Coupon = {
  kind: (typeof kinds)[number]
  value: Typed
  funder: (typeof funders)[number]
  allocation: 'pro_rata' | Category
}
/** What is typed; all coupons of the shop come off one basis, so it stands once. */
export type Input = {
  taxStatus: (typeof statuses)[number]
  rounding: (typeof roundings)[number]
  discountRounding: (typeof roundings)[number]
  priceBasis: (typeof bases)[number]
  faceBasis: (typeof faceBases)[number]
  lines: Line[]
  coupons: Coupon[]
}

export const line = (amount: Typed, taxCategory: Category, date: string): Line => ({
  amount,
  taxCategory,
  date,
})
export const coupon = (kind: Coupon['kind'], value: Typed): Coupon => ({
  kind,
  value,
  funder: 'shop',
  allocation: 'pro_rata',
})

/** The question to the server, or nothing while a number is missing. */
export function requestOf(input: Input): CalculationRequest | null {
  const lines = input.lines.flatMap(({ amount, taxCategory, date }) =>
    amount === '' || date === '' ? [] : [{ amount, taxCategory, date }],
  )
  const coupons = input.coupons.flatMap(({ kind, value, funder, allocation }) => {
    if (value === '' || value < 1) return []
    const isAllocated = kind === 'amount' && funder === 'shop'
    return [
      {
        kind,
        value,
        funder,
        faceBasis: input.faceBasis,
        allocation: isAllocated ? allocation : ('pro_rata' as const),
      },
    ]
  })
  if (lines.length === 0) return null
  const { taxStatus, rounding, discountRounding, priceBasis } = input
  return { profile: { taxStatus, rounding, discountRounding }, priceBasis, lines, coupons }
}
