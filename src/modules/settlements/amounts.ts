import type { z } from 'zod'
import type { Chosen } from '#modules/coupons/index.ts'
import type { OrganisationId } from '#platform/ids.ts'
import type { Settled } from '#modules/tax/index.ts'
import { stepsOf } from '#modules/tax/index.ts'
import { publicId } from '#platform/ids.ts'
import type { BasketLine } from './basket-lines.ts'
import type { KeptCoupons, LineRow } from './rows.ts'
import type { CouponUsed, Quote } from './schemas.ts'

type Amounts = Omit<z.input<typeof Quote>, 'buyer'>
export type ShownLine = Pick<
  LineRow,
  'code' | 'description' | 'quantity' | 'unit_price' | 'tax_category' | 'plan'
>

/** A line of a basket as it is kept and shown. */
export function lineOf(line: BasketLine): ShownLine & Pick<LineRow, 'amount' | 'named' | 'serial_numbers'> {
  return {
    code: line.code,
    description: line.description,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    amount: line.amount,
    tax_category: line.taxCategory,
    named: line.named,
    serial_numbers: line.serialNumbers,
    plan: line.plan,
  }
}

/** What is kept of chosen coupons: used ones in the order of `settled.discounts`. */
export function keptCoupons({ used, refused }: Chosen): KeptCoupons {
  return {
    used: used.map(({ couponId, organisationId, name, terms, taken }) => ({
      couponId,
      organisationId: organisationId as OrganisationId,
      name,
      funder: terms.funder,
      taken,
    })),
    refused: refused.map(({ candidate: { couponId, name }, reason }) => ({ couponId, name, reason })),
  }
}

export type Shown = {
  currency: string
  settled: Settled
  coupons: KeptCoupons
  couponState: z.input<typeof CouponUsed>['state']
  lines: readonly ShownLine[]
  returned: readonly number[]
}

/** The amounts of a settlement or a quote as they are answered, with every value on the way (M15). */
export function amountsOf({ currency, settled, coupons, couponState, lines, returned }: Shown): Amounts {
  const { price, due, tax, tendered, debit } = settled
  return {
    currency,
    price,
    discount: price - due,
    total: due,
    tax,
    couponsAsMoney: tendered,
    amountDue: debit,
    taxes: taxesOf(settled),
    lines: settled.lines.map((line, i) => lineView(line, lines[i] as ShownLine, i + 1, returned[i] ?? 0)),
    couponsUsed: couponsUsed(coupons, couponState),
    couponsRefused: coupons.refused.map(({ couponId, name, reason }) => ({
      couponId: publicId('cpn', couponId),
      name,
      reason,
    })),
  }
}

export function couponsUsed(
  { used }: KeptCoupons,
  state: z.input<typeof CouponUsed>['state'],
): z.input<typeof CouponUsed>[] {
  return used.map(({ couponId, name, funder, taken }) => ({
    couponId: publicId('cpn', couponId),
    name,
    funder,
    amount: taken,
    state,
  }))
}

/** A merchant that owes no tax has one group of no rate, shown as out of scope. */
function taxesOf(settled: Settled): Amounts['taxes'] {
  const steps = stepsOf(settled)
  return settled.groups.map(({ levy, price, due, net, tax }, g) => ({
    taxCategory: levy?.category ?? 'O',
    basisPoints: levy?.basisPoints ?? 0,
    price,
    discount: price - due,
    due,
    net: net ?? due,
    tax: tax ?? 0,
    steps: steps[g] ?? [],
  }))
}

function lineView(
  { price, due }: Settled['lines'][number],
  line: ShownLine,
  n: number,
  returned: number,
): Amounts['lines'][number] {
  return {
    n,
    code: line.code,
    description: line.description,
    quantity: line.quantity,
    unitPrice: line.unit_price,
    price,
    discount: price - due,
    due,
    taxCategory: line.tax_category,
    cover: line.plan,
    returned,
  }
}
