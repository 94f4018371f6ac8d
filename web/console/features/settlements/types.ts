import type { components } from '#api/schema.d.ts'

type Schemas = components['schemas']
export type Settlement = Schemas['Settlement']
export type SettlementRow = Schemas['SettlementRow']
export type SettlementState = Schemas['SettlementState']
export type SettlementLine = Schemas['SettlementLine']
export type RefundPreview = Schemas['SettlementRefundPreview']
export const states = [
  'awaiting_buyer',
  'processing',
  'settled',
  'partly_refunded',
  'refunded',
  'voided',
  'failed',
] as const satisfies readonly SettlementState[]
