import type { components } from './schema.d.ts'

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
