import type { TaxCategory } from '#modules/tax/index.ts'
import { sumOf } from '#platform/money.ts'
import { publicId } from '#platform/ids.ts'
import type { RegisterTotals } from './register-queries.ts'
import type { RegisterReport } from './register-schemas.ts'
import type { DayRow, MoveRow, TenderRow } from './rows.ts'

export function countedSum(counted: readonly { denomination: number; pieces: number }[]): number {
  return sumOf(counted.map(({ denomination, pieces }) => denomination * pieces))
}

/** What a register took on its day, by means of payment, rate and coupon. Pure. */
export function reportOf(
  { opening_cash: opening }: Pick<DayRow, 'opening_cash'>,
  moves: readonly Pick<MoveRow, 'amount'>[],
  totals: RegisterTotals,
): RegisterReport {
  const { sales, refunds } = totals
  const tenders = tendersOf(totals)
  const cash = tenders.find(({ kind }) => kind === 'cash')
  const taken = cash?.taken ?? 0
  const refunded = cash?.refunded ?? 0
  const moved = sumOf(moves.map(({ amount }) => amount))
  return {
    sales: {
      count: sales.length,
      price: sumOf(sales.map(({ price }) => price)),
      discount: sumOf(sales.map(({ price, due }) => price - due)),
      total: sumOf(sales.map(({ due }) => due)),
      couponsAsMoney: sumOf(sales.map(({ settled }) => settled.tendered)),
      amountDue: sumOf(sales.map((sale) => sale.amount_due)),
    },
    refunds: {
      count: refunds.length,
      total: sumOf(refunds.map(({ amounts }) => amounts.due)),
      amount: sumOf(refunds.map(({ amounts }) => amounts.debit)),
    },
    tenders,
    rates: ratesOf(totals),
    coupons: couponsOf(totals),
    cash: { opening, taken, refunded, moved, expected: opening + taken - refunded + moved },
  }
}

const kinds: readonly TenderRow['kind'][] = ['cash', 'account', 'card', 'qr']

function tendersOf({ sales, refunds }: RegisterTotals): RegisterReport['tenders'] {
  const taken = sales.flatMap((sale) => sale.tenders)
  const back = refunds.flatMap(({ tenders, paid }) =>
    tenders.map(({ n, amount }) => ({ amount, kind: paid.find((tender) => tender.n === n)?.kind })),
  )
  return kinds.flatMap((kind) => {
    const own = taken.filter((tender) => tender.kind === kind)
    const given = back.filter((tender) => tender.kind === kind)
    if (own.length + given.length === 0) return []
    const sum = (list: readonly { amount: number }[]) => sumOf(list.map(({ amount }) => amount))
    return [{ kind, count: own.length, taken: sum(own), refunded: sum(given) }]
  })
}

/** By category and rate; goods of a merchant that owes no tax stand as out of scope. */
function ratesOf({ sales, refunds }: RegisterTotals): RegisterReport['rates'] {
  const rates = new Map<string, RegisterReport['rates'][number]>()
  const rate = (levy: { category: TaxCategory; basisPoints: number } | null) => {
    const taxCategory = levy?.category ?? 'O'
    const basisPoints = levy?.basisPoints ?? 0
    const key = `${taxCategory} ${basisPoints}`
    let found = rates.get(key)
    if (!found) {
      found = { taxCategory, basisPoints, due: 0, tax: 0, refundedDue: 0, refundedTax: 0 }
      rates.set(key, found)
    }
    return found
  }
  for (const { settled } of sales) {
    for (const group of settled.groups) {
      const of = rate(group.levy)
      of.due += group.due
      of.tax += group.tax ?? 0
    }
  }
  for (const { settled, amounts } of refunds) {
    for (const [g, group] of amounts.groups.entries()) {
      const of = rate(settled.groups[g]?.levy ?? null)
      of.refundedDue += group.due
      of.refundedTax += group.tax ?? 0
    }
  }
  return [...rates.values()].sort((a, b) => b.basisPoints - a.basisPoints)
}

function couponsOf({ sales }: RegisterTotals): RegisterReport['coupons'] {
  const coupons = new Map<string, RegisterReport['coupons'][number]>()
  for (const { couponId, name, funder, taken } of sales.flatMap((sale) => sale.coupons.used)) {
    const known = coupons.get(couponId)
    if (known) {
      known.count += 1
      known.amount += taken
    } else
      coupons.set(couponId, { couponId: publicId('cpn', couponId), name, funder, count: 1, amount: taken })
  }
  return [...coupons.values()].sort((a, b) => b.amount - a.amount)
}
