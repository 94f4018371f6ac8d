import { useSyncExternalStore } from 'react'

/** A value that parts of the page look at together. */
export type Observable<T> = {
  get: () => T
  set: (next: T | ((now: T) => T)) => void
  subscribe: (listener: () => void) => () => void
}

export function observable<T>(first: T): Observable<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      const then = typeof next === 'function' ? (next as (now: T) => T)(value) : next
      if (then === value) return
      value = then
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useObservable<T>(one: Observable<T>): T {
  return useSyncExternalStore(one.subscribe, one.get)
}
