import type { Attempt } from '#modules/payments/index.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { KeptCoupons, State } from './rows.ts'
import type { CouponUsed } from './schemas.ts'
import type { z } from 'zod'

const second = 1000
/** The buyer has five minutes to say yes on the phone. */
export const confirmWithinMs = 300 * second
/** By then whoever made a settlement has finished it, or is dead. */
export const firstLookMs = 30 * second
const mostBetweenLooksMs = 6 * 3600 * second

/** When to look again at payments of which nothing is known: each wait is as long as all before, up to six hours. */
export function nextLook(startedAt: InstantText, now: InstantText): InstantText {
  const waited = Date.parse(now) - Date.parse(startedAt)
  return instantAfter(now, { milliseconds: Math.min(Math.max(waited, firstLookMs), mostBetweenLooksMs) })
}

/** True for an attempt that ended without the money that was asked for. */
export function isDead(state: Attempt['state']): boolean {
  return state === 'failed' || state === 'cancelled' || state === 'expired' || state === 'conflicted'
}

export type Verdict =
  | { kind: 'paid' }
  | { kind: 'waiting' }
  /** Given up: `open` are to be cancelled first, for as long as one of them can still succeed. */
  | { kind: 'dead'; reason: string; open: Attempt[] }

/**
 * What the attempts of a settlement say together. One that is dead takes the others along; without certainty about
 * every single one nothing is freed.
 * @param givenUp why it is to end whatever becomes of its payments; null while it is wanted
 */
export function verdictOf(attempts: readonly Attempt[], expected: number, givenUp: string | null): Verdict {
  const dead = attempts.find(({ state }) => isDead(state))
  const reason = givenUp ?? (dead && (dead.reason ?? dead.state))
  if (reason !== undefined)
    return {
      kind: 'dead',
      reason,
      open: attempts.filter(({ state }) => !isDead(state) && state !== 'captured'),
    }
  const paid = attempts.length === expected && attempts.every(({ state }) => state === 'captured')
  return { kind: paid ? 'paid' : 'waiting' }
}

/** What became of the coupons that a settlement used. */
export function couponState(state: State): z.input<typeof CouponUsed>['state'] {
  switch (state) {
    case 'awaiting_buyer':
    case 'processing':
      return 'held'
    case 'failed':
      return 'released'
    case 'voided':
    case 'refunded':
      return 'restored'
    case 'settled':
    case 'partly_refunded':
      return 'committed'
  }
}

/** Shares of the shop's coupons in a discount of which a part falls away, the first one first. */
export function shopShares({ used }: KeptCoupons, standing: number): number[] {
  let whole = used.reduce((sum, { funder, taken }) => sum + (funder === 'shop' ? taken : 0), 0)
  let left = standing
  return used.map(({ funder, taken }) => {
    if (funder !== 'shop' || whole === 0) return 0
    const part = Number((BigInt(taken) * BigInt(left)) / BigInt(whole))
    whole -= taken
    left -= part
    return part
  })
}
