import type { CouponTerms } from '#modules/coupons/index.ts'
import type { Amounts, Settled, TaxCategory, TaxProfile } from '#modules/tax/index.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import type {
  AccountId,
  AttemptId,
  CouponId,
  Id,
  OrganisationId,
  PaperId,
  PurchaseId,
  PurchaserId,
  RefundId,
  SettlementId,
  StoreId,
} from '#platform/ids.ts'

export type State =
  | 'awaiting_buyer'
  | 'processing'
  | 'settled'
  | 'failed'
  | 'voided'
  | 'partly_refunded'
  | 'refunded'
export type BuyerVia = 'member_token' | 'offline_token' | 'mandate' | 'confirmation' | 'account'
export type RegisterDayId = Id<'rgd'>

/** A coupon as it was used, with what its part of the ledger and of a refund needs. */
export type KeptCoupon = {
  couponId: CouponId
  organisationId: OrganisationId
  name: CouponTerms['name']
  funder: CouponTerms['funder']
  taken: number
}
export type KeptCoupons = {
  used: KeptCoupon[]
  refused: { couponId: CouponId; name: CouponTerms['name']; reason: string }[]
}
export type SettlementRow = {
  bucket: number
  id: SettlementId
  store_id: StoreId
  organisation_id: OrganisationId
  reference: string
  content_hash: Buffer | string
  state: State
  reason: string | null
  occurred_at: InstantText
  supplied_on: Day
  currency: string
  price_basis: 'inclusive' | 'exclusive'
  purchaser_id: PurchaserId | null
  buyer_via: BuyerVia | null
  account_id: AccountId | null
  tax_profile: TaxProfile
  settled: Settled
  coupons: KeptCoupons
  price: number
  due: number
  amount_due: number
  returned: number[]
  refunded: number
  purchase_id: PurchaseId | null
  paper_id: PaperId | null
  paper_number: string | null
  buyer_sealed: Buffer | string | null
  register: string | null
  day_id: RegisterDayId | null
  made_offline: boolean
  started_at: InstantText
  settled_at: InstantText | null
  check_at: InstantText | null
  version: number
}
export type LineRow = {
  bucket: number
  settlement_id: SettlementId
  n: number
  code: string | null
  description: string
  quantity: number
  unit_price: number
  amount: number
  tax_category: TaxCategory
  named: boolean
  serial_numbers: string[] | null
  plan: { planCode: string; ofLine: number } | null
}
export type TenderRow = {
  bucket: number
  settlement_id: SettlementId
  n: number
  kind: 'cash' | 'account' | 'card' | 'qr'
  amount: number
  received: number | null
  change: number | null
  provider: 'sandbox' | 'stripe' | 'paypay' | null
  attempt_id: AttemptId | null
  refunded: number
}
export type RefundRow = {
  bucket: number
  settlement_id: SettlementId
  n: number
  id: RefundId
  kind: 'void' | 'refund' | 'late_success'
  reference: string
  reason: string
  units: number[]
  amounts: Amounts
  tenders: { n: number; amount: number; refundId: RefundId | null }[]
  paper_id: PaperId | null
  purchase_id: PurchaseId | null
  day_id: RegisterDayId | null
  at: InstantText
  by: string
}
export type DayRow = {
  store_id: StoreId
  register: string
  n: number
  id: RegisterDayId
  business_day: Day
  opened_at: InstantText
  opened_by: string
  opening_cash: number
  closed_at: InstantText | null
  closed_by: string | null
  counted_cash: number | null
  expected_cash: number | null
  report: unknown
}
export type MoveRow = {
  day_id: RegisterDayId
  n: number
  amount: number
  reason: string
  at: InstantText
  by: string
}
