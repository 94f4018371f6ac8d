import type { components } from '#api/schema.d.ts'

type Schemas = components['schemas']

/** The API's own names for what a register shows. */
export type SettlementRequest = Schemas['SettlementRequest']
export type QuoteRequest = Schemas['SettlementQuoteRequest']
export type Quote = Schemas['SettlementQuote']
export type Settlement = Schemas['Settlement']
export type SettlementRow = Schemas['SettlementRow']
export type SettlementLine = Schemas['SettlementLine']
export type Tender = Schemas['SettlementTender']
export type TenderKind = Schemas['TenderKind']
export type RefundPreview = Schemas['SettlementRefundPreview']
export type RegisterDay = Schemas['RegisterDay']
export type Store = Schemas['Store']
export type StaffSession = Schemas['StaffSession']
export type Item = Schemas['Item']
export type Offer = Schemas['Offer']
export type TaxCategory = Schemas['TaxCategory']
export type LocalName = { ja: string; en: string | null; zh: string | null }

/** Why the server refused, as it is kept beside a sale. */
export type Problem = {
  code: string
  status: number
  errors: readonly { field: string; code: string; message: string }[]
  requestId: string
}
