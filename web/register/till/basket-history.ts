import type { Basket } from './basket.ts'

/** The basket with what it was before, so that a slip of the finger can be taken back. */
export type Past = { now: Basket; before: readonly Basket[] }

const mostSteps = 30

export function begin(basket: Basket): Past {
  return { now: basket, before: [] }
}
/** A change of the content can be undone; one of the selected line alone is none. */
export function step({ now, before }: Past, next: Basket): Past {
  if (next === now) return { now, before }
  const changed = next.lines !== now.lines || next.member !== now.member
  return { now: next, before: changed ? [...before, now].slice(-mostSteps) : before }
}
/** @param at the quote of the basket that comes back is asked anew */
export function undo({ now, before }: Past, at: string): Past {
  const last = before.at(-1)
  return last ? { now: { ...last, changedAt: at }, before: before.slice(0, -1) } : { now, before }
}
