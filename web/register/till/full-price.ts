import type { Entry } from './queue.ts'
import type { Problem, SettlementRequest } from './types.ts'

/** A token of a minute is too old when the connection is back; such a refusal says that nothing was recorded. */
export const tokenRefusals: readonly string[] = ['member_token_expired', 'member_token_used']
/** Refusals that are about discounts or whose they are; the goods and what was paid for them are not in question. */
const discountRefusals: readonly string[] = [
  ...tokenRefusals,
  'member_token_invalid',
  'coupon_not_found',
  'coupon_code_unknown',
  'coupons_not_stackable',
  'amount_changed',
]

/** Whether the buyer paid in cash, and all of the printed price. */
export function paidInFull({ body, fullPrice }: Pick<Entry, 'body' | 'fullPrice'>): boolean {
  const inCash = body.tenders?.every(({ kind }) => kind === 'cash') ?? false
  return inCash && body.expectedAmountDue === fullPrice
}

/** Whether a refused sale can be recorded without its discounts: only where the buyer paid the full price in cash. */
export function mayBeFullPrice(entry: Entry): boolean {
  const { state, body, problem } = entry
  if (state !== 'refused' || body.offline || !problem) return false
  return discountRefusals.includes(problem.code) && paidInFull(entry)
}

/** The same sale without coupons, as one without a connection. Its token identifies alone, and one that is none goes. */
export function atFullPrice({ body, madeAt }: Entry, problem: Problem): SettlementRequest {
  const { memberToken, ...rest } = body
  const token = memberToken === undefined || problem.code === 'member_token_invalid' ? {} : { memberToken }
  return { ...rest, ...token, couponCodes: [], askBuyer: false, offline: { madeAt } }
}
