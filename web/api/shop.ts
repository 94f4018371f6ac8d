import { queryOptions } from '@tanstack/react-query'
import { ApiError, NetworkError } from './errors.ts'
import type { Door, GoodPage, Order, OrderRequest, Shop } from './shop-types.ts'

/** The demo shops' own server side; it is no part of the platform's API and of its document. */
const base = '/shop/api/shops'

export const doors = queryOptions({
  queryKey: ['shop doors'],
  queryFn: ({ signal }) => ask<{ items: Door[] }>('', { signal }),
})
export const shopOf = (slug: string) =>
  queryOptions({
    queryKey: ['shop', slug],
    queryFn: ({ signal }) => ask<Shop>(`/${encodeURIComponent(slug)}`, { signal }),
  })
export const goodOf = (slug: string, code: string) =>
  queryOptions({
    queryKey: ['shop good', slug, code],
    queryFn: ({ signal }) =>
      ask<GoodPage>(`/${encodeURIComponent(slug)}/goods/${encodeURIComponent(code)}`, { signal }),
  })

export function newTicket(slug: string, cartId: string): Promise<{ orderNumber: string; ticket: string }> {
  return post(`/${slug}/tickets`, { cartId })
}
/** Sent again it is the same order: the ticket in it names it. */
export function sendOrder(slug: string, order: OrderRequest): Promise<Order> {
  return post(`/${slug}/orders`, order)
}

function post<T>(path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return ask(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(`${base}${path}`, init)
  const answer = (await response.json().catch(() => ({}))) as unknown
  if (!response.ok) throw new ApiError(answer as Partial<ApiError>, response.status)
  return answer as T
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new NetworkError('The shop cannot be reached.')
  }
}
