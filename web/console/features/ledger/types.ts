import type { components } from '#api/schema.d.ts'

type Schemas = components['schemas']
export type Journal = Schemas['Journal']
export type LedgerTotal = Schemas['LedgerTotal']
export type LedgerParty = Schemas['LedgerParty']
export type AccountName = Schemas['LedgerAccountName']
export type TrialBalance = Schemas['TrialBalance']
export type PeriodTotals = Schemas['PeriodTotals']
export type Period = Schemas['Period']
export type PayoutRun = Schemas['PayoutRun']
export type Payout = Schemas['Payout']
export type Difference = Schemas['Difference']
export type ProviderFile = Schemas['ProviderFile']
export type Provider = Schemas['ReconciledProvider']
export const accountNames = [
  'buyer_deposit',
  'bank_cash',
  'clearing_sandbox',
  'clearing_stripe',
  'clearing_paypay',
  'store_cash',
  'store_payable',
  'store_receivable',
  'sponsor_receivable',
  'platform_promotion',
  'voucher_liability',
  'provider_fees',
  'bank_account',
  'premium_unearned',
  'premium_earned',
  'premium_tax',
  'store_commission',
  'retained_fees',
  'claims_incurred',
  'claims_payable',
  'deductibles',
  'differences',
] as const satisfies readonly AccountName[]
