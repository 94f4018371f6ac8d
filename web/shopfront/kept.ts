import { useSyncExternalStore } from 'react'
import type { Order, OrderRequest } from '#api/shop-types.ts'
import { newCart } from './cart.ts'
import type { Cart } from './cart.ts'

/**
 * What a shop keeps in this browser: the cart, an order whose outcome is not known yet, and the last orders.
 * Windows of one browser share it.
 */
export type Kept = { cart: Cart; sending: OrderRequest | null; orders: Order[] }

const mostOrders = 10
const keyOf = (slug: string) => `mamori-shop-${slug}`
const read = new Map<string, { text: string | null; kept: Kept }>()
const listeners = new Set<() => void>()
/** Holds everything where a browser stores nothing, until the page closes. */
const memory = new Map<string, string>()

export function useKept(slug: string): Kept {
  return useSyncExternalStore(subscribe, () => keptOf(slug))
}

/** What is kept now; the same object until it changes. */
export function keptOf(slug: string): Kept {
  const text = load(keyOf(slug))
  const known = read.get(slug)
  if (known && known.text === text) return known.kept
  const kept = parse(text)
  read.set(slug, { text, kept })
  return kept
}

export function keep(slug: string, change: Partial<Kept>): void {
  const kept = { ...keptOf(slug), ...change }
  const text = JSON.stringify(kept)
  memory.set(keyOf(slug), text)
  try {
    localStorage.setItem(keyOf(slug), text)
  } catch {
    // A browser that stores nothing keeps the cart until the page closes.
  }
  for (const listener of listeners) listener()
}

/** The order was taken: it is remembered, and the next cart is another one. */
export function keepOrder(slug: string, order: Order): void {
  const orders = keptOf(slug).orders.filter(({ orderNumber }) => orderNumber !== order.orderNumber)
  keep(slug, { cart: newCart(), sending: null, orders: [order, ...orders].slice(0, mostOrders) })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

function load(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? memory.get(key) ?? null
  } catch {
    return memory.get(key) ?? null
  }
}

function parse(text: string | null): Kept {
  const empty = { cart: newCart(), sending: null, orders: [] }
  try {
    const kept = { ...empty, ...(JSON.parse(text ?? '{}') as Partial<Kept>) }
    return Array.isArray(kept.cart.lines) && Array.isArray(kept.orders) ? kept : empty
  } catch {
    return empty
  }
}
