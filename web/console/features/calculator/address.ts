import type { Coupon, Input, Line } from './input.ts'
import { bases, categories, coupon, faceBases, funders, kinds, line, roundings, statuses } from './input.ts'

type Words = Record<string, string | undefined>

/** The input as words of an address: `profile=registered.floor.floor&lines=11000.S.2026-11-22`. */
export function wordsOf(input: Input): Words {
  const { taxStatus, rounding, discountRounding, priceBasis, faceBasis, lines, coupons } = input
  return {
    profile: [taxStatus, rounding, discountRounding].join('.'),
    basis: [priceBasis, faceBasis].join('.'),
    lines: lines.map(({ amount, taxCategory, date }) => [amount, taxCategory, date].join('.')).join('_'),
    coupons: coupons
      .map(({ kind, value, funder, allocation }) =>
        [kind, value, funder, allocation].map((word) => String(word).replace('_', '~')).join('.'),
      )
      .join('_'),
  }
}

/** Reads an address back; what is no input is taken from `otherwise`, so that a cut link still opens. */
export function inputOf(words: Words, otherwise: Input): Input {
  const [taxStatus, rounding, discountRounding] = (words['profile'] ?? '').split('.')
  const [priceBasis, faceBasis] = (words['basis'] ?? '').split('.')
  return {
    taxStatus: one(statuses, taxStatus) ?? otherwise.taxStatus,
    rounding: one(roundings, rounding) ?? otherwise.rounding,
    discountRounding: one(roundings, discountRounding) ?? otherwise.discountRounding,
    priceBasis: one(bases, priceBasis) ?? otherwise.priceBasis,
    faceBasis: one(faceBases, faceBasis) ?? otherwise.faceBasis,
    lines: linesOf(words['lines'], otherwise.lines),
    coupons: words['profile'] === undefined ? otherwise.coupons : couponsOf(words['coupons']),
  }
}

function linesOf(text: string | undefined, otherwise: Line[]): Line[] {
  const lines = (text ?? '').split('_').flatMap((part) => {
    const [amount, category, date] = part.split('.')
    const taxCategory = one(categories, category)
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(date ?? '')
    return taxCategory && isDay ? [line(numberOf(amount), taxCategory, date ?? '')] : []
  })
  return lines.length === 0 ? otherwise : lines.slice(0, 20)
}

function couponsOf(text: string | undefined): Coupon[] {
  return (text ?? '')
    .split('_')
    .flatMap((part) => {
      const [kind, value, funder, allocation] = part.split('.').map((word) => word.replace('~', '_'))
      const known = one(kinds, kind)
      if (!known) return []
      const made = coupon(known, numberOf(value))
      return [
        {
          ...made,
          funder: one(funders, funder) ?? made.funder,
          allocation: one(categories, allocation) ?? made.allocation,
        },
      ]
    })
    .slice(0, 20)
}

function one<T extends string>(known: readonly T[], word: string | undefined): T | undefined {
  return known.find((each) => each === word)
}

function numberOf(text: string | undefined): number | '' {
  return /^\d{1,13}$/.test(text ?? '') ? Number(text) : ''
}
