import { queryOptions } from '@tanstack/react-query'
import { ApiError, NetworkError } from './errors.ts'
import type { components } from './schema.d.ts'

/** The demo shops' own server side; it is no part of the platform's API and of its document. */
const base = '/shop/api/shops'

export type Words = { ja: string; en: string; zh: string }
export type Door = { slug: string; name: Words; tagline: Words; currency: string }
export type Good = {
  code: string
  name: Words
  about: Words
  maker: string
  model: string
  category: { key: string; name: Words }
  price: number
  makerWarrantyMonths: number
}
export type Shop = Door & { goods: Good[] }
/** As the platform offers it; the shop hands it on. */
export type Offer = components['schemas']['Offer']
export type GoodPage = { good: Good; coverShown: boolean; offers: Offer[] }
export type OrderLine = {
  code: string
  quantity: number
  unitPrice: number
  cover: { planCode: string; premium: number } | null
}
export type OrderRequest = {
  ticket: string
  lines: OrderLine[]
  buyer: { name: string; address: string; email: string } | { name: string; address: string; phone: string }
  agreed: boolean
}
export type Order = {
  orderNumber: string
  placedAt: string
  currency: string
  total: number
  wallet: string
  lines: {
    code: string
    name: Words
    quantity: number
    unitPrice: number
    cover: { name: Words; premium: number; numbers: string[] } | null
  }[]
}

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
