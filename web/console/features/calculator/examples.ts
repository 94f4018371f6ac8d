import type { Input } from './input.ts'
import { coupon, line } from './input.ts'

const base = {
  taxStatus: 'registered',
  rounding: 'floor',
  discountRounding: 'floor',
  priceBasis: 'inclusive',
  faceBasis: 'net',
} as const
type Example = { key: string; of: (day: string) => Input }

/** Baskets that show one rule each, with the amounts of the guide on tax. */
export const examples = [
  {
    key: 'amount',
    of: (day) => ({ ...base, lines: [line(11_000, 'S', day)], coupons: [coupon('amount', 1000)] }),
  },
  {
    key: 'exempt',
    of: (day) => ({
      ...base,
      taxStatus: 'exempt',
      lines: [line(11_000, 'S', day)],
      coupons: [coupon('amount', 1000)],
    }),
  },
  {
    key: 'rate',
    of: (day) => ({ ...base, lines: [line(11_000, 'S', day)], coupons: [coupon('rate', 1000)] }),
  },
  {
    key: 'reduced',
    of: (day) => ({ ...base, lines: [line(1080, 'AA', day)], coupons: [coupon('amount', 100)] }),
  },
  {
    key: 'rounding',
    of: (day) => ({
      ...base,
      rounding: 'half_up',
      lines: [line(1000, 'S', day)],
      coupons: [coupon('amount', 100)],
    }),
  },
  {
    key: 'mixed',
    of: (day) => ({
      ...base,
      lines: [line(3300, 'S', day), line(1080, 'AA', day)],
      coupons: [coupon('amount', 500)],
    }),
  },
  {
    key: 'sponsor',
    of: (day) => ({
      ...base,
      lines: [line(3300, 'S', day)],
      coupons: [{ ...coupon('amount', 1000), funder: 'third_party' }],
    }),
  },
] as const satisfies readonly Example[]
