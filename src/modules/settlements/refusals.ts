import { couponCodeUnknown } from '#modules/coupons/index.ts'
import {
  buyerUnknown,
  memberTokenExpired,
  memberTokenInvalid,
  memberTokenUsed,
  storeNotFound,
  storeNotYours,
} from '#modules/identity/index.ts'
import {
  lineAmountMismatch,
  originalUnknown,
  purchaseConflict,
  purchaseVoided,
  returnExceedsPurchase,
} from '#modules/purchases/index.ts'
import { accountUnknown, attemptErrors, refundExceedsPayment } from '#modules/payments/index.ts'
import {
  faceBasisMixed,
  noTaxProfile,
  noTaxRate,
  priceBasisMixed,
  returnExceedsSettlement,
} from '#modules/tax/index.ts'
import { insufficientBalance } from '#modules/ledger/index.ts'
import type { DeclaredError, Problem } from '#platform/errors.ts'
import * as own from './errors.ts'

/** What a basket is refused with, before anything is taken. */
export const basketErrors: readonly DeclaredError[] = [
  storeNotFound,
  storeNotYours,
  memberTokenInvalid,
  memberTokenExpired,
  accountUnknown,
  couponCodeUnknown,
  own.settlementAbroad,
  own.merchantProfileMissing,
  own.wrongCurrency,
  own.amountTooLarge,
  own.planDoesNotFit,
  own.couponsNotStackable,
  noTaxProfile,
  noTaxRate,
  priceBasisMixed,
  faceBasisMixed,
]

/** What providers refuse a payment with. */
export const declineErrors: readonly DeclaredError[] = [own.paymentDeclined, insufficientBalance]
/** Of a payment that the buyer allows on the phone. */
export const confirmErrors: readonly DeclaredError[] = [...attemptErrors, ...declineErrors]

export const paymentErrors: readonly DeclaredError[] = [
  ...basketErrors,
  own.amountChanged,
  own.tendersDoNotMatch,
  own.cashTooLittle,
  own.accountNeeded,
  own.providerNeeded,
  own.buyerConfirmationRequired,
  own.settlementConflict,
  own.offlineNeedsCash,
  ...attemptErrors.filter((error) => error !== accountUnknown),
  ...declineErrors,
  memberTokenUsed,
  buyerUnknown,
  purchaseConflict,
  lineAmountMismatch,
]

export const refundErrors: readonly DeclaredError[] = [
  own.settlementNotFound,
  own.notRefundable,
  own.coverFollowsGoods,
  own.lineUnknown,
  own.refundAmountChanged,
  own.refundConflict,
  returnExceedsSettlement,
  purchaseConflict,
  purchaseVoided,
  returnExceedsPurchase,
  originalUnknown,
  refundExceedsPayment,
]

/** Why a settlement failed, as the till hears it. */
export function refusalOf(reason: string | null): Problem {
  if (reason === 'insufficient_balance') return insufficientBalance()
  return own.paymentDeclined(reason ?? 'declined')
}
