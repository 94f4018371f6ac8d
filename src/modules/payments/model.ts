import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { AttemptState, Outcome } from './port.ts'

/** What an attempt asked for, and how far it has come. */
export type Standing = { state: AttemptState; amount: number; currency: string }

const dead: readonly AttemptState[] = ['failed', 'cancelled', 'expired']
/** States that are left in one direction alone, by how far they are. */
const rank: Partial<Record<AttemptState, number>> = {
  created: 0,
  customer_action: 1,
  processing: 2,
  authorised: 3,
}

/** True once no answer of a provider's is waited for any more. */
export function isFinal(state: AttemptState): boolean {
  return rank[state] === undefined
}

/** True where nothing was paid, for certain. */
export function isDead(state: AttemptState): boolean {
  return dead.includes(state)
}

/**
 * Where an answer of the provider's leads. States go forward only and final ones stay, but for one: money that turns
 * up after an attempt was known dead is a contradiction that must not be lost, so it is `conflicted`. So is another
 * amount, or another currency, than was asked.
 * @param unknown whether the state stands for an outcome that nobody knows: then any answer may follow
 */
export function stateAfter(current: Standing, outcome: Outcome, unknown = false): AttemptState {
  const { state } = current
  // A success that does not say of what proves nothing.
  const said = outcome.state === 'captured' && outcome.captured === null ? 'unknown' : outcome.state
  if (isDead(state)) return said === 'captured' || said === 'conflicted' ? 'conflicted' : state
  if (isFinal(state)) return state
  if (said === 'unknown') return state === 'created' ? 'processing' : state
  if (said === 'captured' && !isAsAsked(current, outcome)) return 'conflicted'
  if (isFinal(said)) return said
  const further = (rank[said] as number) > (rank[state] as number)
  return further || (unknown && said !== 'created') ? said : state
}

function isAsAsked(current: Standing, { captured }: Outcome): boolean {
  return captured?.amount === current.amount && captured.currency === current.currency
}

/** What stands as captured: money in another currency cannot be given back by us, so it counts as none. */
export function capturedBy(current: Standing, { captured }: Outcome): number {
  return captured?.currency === current.currency ? captured.amount : 0
}

/** Seconds between one question and the next; the last one repeats. */
const pauses = [5, 15, 60, 300, 1800, 7200, 21_600, 86_400, 604_800] as const

/** When to ask next. @param checks how often was asked before */
export function nextCheck(now: InstantText, checks: number): InstantText {
  const seconds = pauses[Math.min(checks, pauses.length - 1)] as number
  return instantAfter(now, { seconds })
}
