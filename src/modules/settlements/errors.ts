import type { z } from 'zod'
import { defineError } from '#platform/errors.ts'
import { Quote } from './schemas.ts'

const wrongIn = (field: string, code: string, message: string) => ({ errors: [{ field, code, message }] })

export const settlementNotFound = defineError(
  'settlement_not_found',
  404,
  () => 'There is no such settlement here.',
)
export const settlementAbroad = defineError(
  'settlement_abroad',
  422,
  (store: string) => `The store ${store} is abroad; settlements are for stores in Japan.`,
)
export const merchantProfileMissing = defineError(
  'merchant_profile_missing',
  422,
  (store: string) =>
    `Nobody has said what the store ${store} is to the tax office; set its merchant profile.`,
)
export const wrongCurrency = defineError(
  'wrong_currency',
  422,
  (currency: string) => `The store sells in ${currency}.`,
  (currency) => wrongIn('currency', 'wrong_currency', `must be ${currency}, the currency of the store`),
)
export const amountTooLarge = defineError(
  'amount_too_large',
  422,
  (field: string) => `${field} makes a sum beyond exact numbers.`,
  (field) => wrongIn(field, 'amount_too_large', 'quantity × unitPrice is beyond 2^53'),
)
export const planDoesNotFit = defineError(
  'plan_does_not_fit',
  422,
  (_field: string, reason: string) =>
    `The cover cannot be sold with this line: ${reason}. Nothing was taken.`,
  (field, reason) => wrongIn(field, 'plan_does_not_fit', reason),
)
export const couponsNotStackable = defineError(
  'coupons_not_stackable',
  422,
  () => 'Two coupons were shown that stand alone. Choose one.',
  () => wrongIn('couponCodes', 'coupons_not_stackable', 'one coupon that stands alone, and no other'),
)
export const amountChanged = defineError(
  'amount_changed',
  409,
  (quote: z.input<typeof Quote>) =>
    `The amount is ${quote.amountDue} now, not what was shown: see the quote. Nothing was taken.`,
  (quote) => ({
    ...wrongIn('expectedAmountDue', 'amount_changed', `is ${quote.amountDue} now`),
    more: { quote },
  }),
  { quote: Quote },
)
export const tendersDoNotMatch = defineError(
  'tenders_do_not_match',
  422,
  (_field: string, message: string) => `The means of payment do not add up: ${message}.`,
  (field, message) => wrongIn(field, 'tenders_do_not_match', message),
)
export const cashTooLittle = defineError(
  'cash_too_little',
  422,
  (_field: string, amount: number) => `Less cash was handed over than the ${amount} to be paid in cash.`,
  (field, amount) => wrongIn(field, 'cash_too_little', `must be ${amount} at least`),
)
export const accountNeeded = defineError(
  'account_needed',
  422,
  (_field: string) => 'To pay from an account, show a member token or name the account.',
  (field) => wrongIn(field, 'account_needed', 'no account is known to pay from'),
)
export const providerNeeded = defineError(
  'provider_needed',
  422,
  (_field: string) =>
    'Nobody takes cards or codes for this store; name a provider, or set it in the merchant profile.',
  (field) => wrongIn(field, 'provider_needed', 'no provider is set for this'),
)
export const buyerConfirmationRequired = defineError(
  'buyer_confirmation_required',
  409,
  () =>
    'The account identifies the buyer and moves no money. Read the token from the phone, or ask the buyer there with `askBuyer`.',
)
export const settlementConflict = defineError(
  'settlement_conflict',
  409,
  (reference: string) => `The settlement ${reference} is recorded with other content.`,
  () => wrongIn('reference', 'settlement_conflict', 'stands for a settlement with other content'),
)
export const offlineNeedsCash = defineError(
  'offline_needs_cash',
  422,
  (_field: string) =>
    'What was sold without a connection was paid in cash, without coupons, at the printed price.',
  (field) => wrongIn(field, 'offline_needs_cash', 'does not belong to a sale without a connection'),
)
export const paymentDeclined = defineError(
  'payment_declined',
  402,
  (reason: string) =>
    `The payment was declined (${reason}). Nothing was taken; ask for another means of payment.`,
  (reason) => wrongIn('tenders', reason, 'was declined'),
)
export const settlementNotOpen = defineError(
  'settlement_not_open',
  409,
  (state: string) => `The settlement is ${state}; there is nothing to wait for any more.`,
)
export const notRefundable = defineError(
  'settlement_not_refundable',
  409,
  (state: string) => `A settlement that is ${state} has nothing to give back.`,
)
export const coverFollowsGoods = defineError(
  'cover_follows_goods',
  422,
  (_field: string) => 'A cover comes back with its goods. To end it alone, cancel its contract.',
  (field) => wrongIn(field, 'cover_follows_goods', 'is the premium of a cover'),
)
export const lineUnknown = defineError(
  'line_unknown',
  422,
  (_field: string) => 'The settlement has no such line.',
  (field) => wrongIn(field, 'line_unknown', 'the settlement has no such line'),
)
export const refundAmountChanged = defineError(
  'refund_amount_changed',
  409,
  (amount: number) =>
    `${amount} would come back now, not what the preview said. Look again; nothing was given back.`,
  (amount) => wrongIn('expectedAmount', 'refund_amount_changed', `is ${amount} now`),
)
export const voidTooLate = defineError(
  'void_too_late',
  409,
  () => 'A settlement is voided whole and on its day. Refund it instead.',
)
export const refundConflict = defineError(
  'refund_conflict',
  409,
  (reference: string) => `The refund ${reference} of this settlement is recorded with other content.`,
  () => wrongIn('reference', 'refund_conflict', 'stands for a refund with other content'),
)
