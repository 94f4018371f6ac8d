import { newBasket } from './basket.ts'
import type { Basket } from './basket.ts'
import { begin, step, undo } from './basket-history.ts'
import type { Past } from './basket-history.ts'
import { observable, useObservable } from './observable.ts'
import { kept } from './outbox.ts'

/** The basket before the till lives with its tab; parked ones belong to the device. */
const key = 'mamori-register-basket'
const past = observable<Past>(begin(load()))
export type Parked = { seq: number; at: string; basket: Basket }
const parked = observable<readonly Parked[]>([])

export function nowText(): string {
  return new Date().toISOString()
}
export const basketNow = () => past.get().now
export const useBasket = () => useObservable(past).now
export const useMayUndo = () => useObservable(past).before.length > 0
export const useParked = () => useObservable(parked)

export function changeBasket(change: (basket: Basket, at: string) => Basket): void {
  set(step(past.get(), change(past.get().now, nowText())))
}
export function undoBasket(): void {
  set(undo(past.get(), nowText()))
}
/** Begins with an empty one, or with one that was parked; there is nothing to undo then. */
export function startBasket(basket: Basket = newBasket(nowText())): void {
  set(begin({ ...basket, changedAt: nowText() }))
}

function set(next: Past): void {
  past.set(next)
  try {
    sessionStorage.setItem(key, JSON.stringify(next.now))
  } catch {
    // A browser that stores nothing loses the basket on a reload.
  }
}

function load(): Basket {
  const empty = newBasket(nowText())
  try {
    const found = { ...empty, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<Basket>) }
    return Array.isArray(found.lines) ? found : empty
  } catch {
    return empty
  }
}

export async function readParked(): Promise<void> {
  const here = await kept()
  parked.set(await here.transact((rows) => rows.all<Parked>('parked/')))
}

/** Puts the basket aside and begins an empty one. The member's token would be too old when it comes back. */
export async function parkBasket(): Promise<void> {
  const { now } = past.get()
  const here = await kept()
  await here.transact(async (rows) => {
    const seq = ((await rows.get<number>('parkings')) ?? 0) + 1
    await rows.put('parkings', seq)
    await rows.put(keyOf(seq), {
      seq,
      at: nowText(),
      basket: { ...now, member: null, sending: null },
    } satisfies Parked)
  })
  startBasket()
  await readParked()
}

/** Brings a parked basket back; of two tabs that ask for it one alone gets it. */
export async function resumeBasket(seq: number): Promise<void> {
  const here = await kept()
  const found = await here.transact(async (rows) => {
    const one = await rows.get<Parked>(keyOf(seq))
    if (one) await rows.remove(keyOf(seq))
    return one
  })
  if (found) startBasket(found.basket)
  await readParked()
}

const keyOf = (seq: number) => `parked/${String(seq).padStart(9, '0')}`
