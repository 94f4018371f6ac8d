import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { addDays, dayIn } from '#platform/dates.ts'
import type { ClaimCouponRow } from './coupon-queries.ts'
import type { ClaimRow } from './rows.ts'
import type { ClaimCouponView } from './schemas.ts'
import type { ClaimSeal } from './words.ts'

/** The part of a claim as which the code of its coupon is sealed. */
export const partOfCode = 'coupon'

/**
 * The coupon of a claim. Its code is money: whose claim it is sees it, or who holds the claim's token; the desk, and
 * others who hold the purchase, see where it begins.
 */
export function couponView(
  ctx: Context,
  coupon: ClaimCouponRow,
  { claim, store, words }: { claim: Pick<ClaimRow, 'purchaser_id'>; store: Store; words: ClaimSeal },
  desk: boolean,
): z.input<typeof ClaimCouponView> {
  const code = coupon.code_sealed && (words.open(coupon.code_sealed, partOfCode)?.toString() ?? null)
  return {
    code: code === null || (!desk && isTheirs(ctx, claim)) ? code : masked(code),
    amount: coupon.amount,
    lastDay: addDays(dayIn(store.timeZone, coupon.due_at), -1),
    state: coupon.state,
  }
}

function isTheirs({ actor }: Context, { purchaser_id: owner }: Pick<ClaimRow, 'purchaser_id'>): boolean {
  return actor.kind !== 'buyer' || owner === null || actor.identities.includes(owner)
}

function masked(code: string): string {
  return code.slice(0, 4) + code.slice(4).replaceAll(/[^-]/g, '•')
}
