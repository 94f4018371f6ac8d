import type { InstantText } from '#platform/dates.ts'
import { defineError } from '#platform/errors.ts'

export const paymentNotFound = defineError('payment_not_found', 404, () => 'There is no such payment here.')
export const accountUnknown = defineError(
  'account_unknown',
  422,
  () => 'There is no payment account of this identifier to pay from.',
  () => ({ errors: [{ field: 'account', code: 'account_unknown', message: 'is no account to pay from' }] }),
)
export const accountNotFound = defineError(
  'account_not_found',
  404,
  () => 'There is no such payment account of yours.',
)
export const accountHasMoney = defineError(
  'account_has_money',
  409,
  (balance: number) =>
    `There are ${balance} on this account. Take them out, or spend them, before it is closed.`,
)
export const accountBusy = defineError(
  'account_busy',
  409,
  () => 'A payment from this account is under way. It must end before the account is closed.',
)
export const accountKindUnknown = defineError(
  'account_kind_unknown',
  422,
  (provider: string, kind: string) => `${provider} opens no accounts of the kind ${kind}.`,
)
export const notADeposit = defineError(
  'not_a_deposit',
  409,
  () => 'Only a deposit account of the sandbox bank has a balance here.',
)
export const testModeOnly = defineError(
  'test_mode_only',
  403,
  () => 'This belongs to the sandbox, which is for test organisations and their buyers alone.',
)
export const mandateExists = defineError(
  'mandate_exists',
  409,
  () => 'This store has a mandate already. Revoke it first.',
)
export const mandateNotFound = defineError(
  'mandate_not_found',
  404,
  () => 'There is no such mandate of yours.',
)
export const mandateCapReached = defineError(
  'mandate_cap_reached',
  409,
  () =>
    'This is more than the buyer allowed the store to take in one payment or on one day. The buyer must confirm.',
)
export const bankClosed = defineError(
  'bank_closed',
  409,
  (opensAt: InstantText | null) =>
    opensAt === null
      ? 'The bank is closed, and has no hours of service this week.'
      : `The bank is closed; it opens again at ${opensAt}.`,
  (opensAt) => ({
    errors: [{ field: 'opensAt', code: 'bank_closed', message: opensAt ?? 'not this week' }],
  }),
)
export const bankNotLicensed = defineError(
  'bank_not_licensed',
  403,
  () =>
    'The built-in bank is a sandbox. A live organisation uses it only under a licence that the operator has recorded.',
)
export const testProviderOnly = defineError(
  'test_provider_only',
  403,
  () => 'The sandbox takes no real money, so a live organisation cannot be paid through it.',
)
export const tenderNotOffered = defineError(
  'tender_not_offered',
  422,
  (provider: string, tender: string) => `${provider} takes no payments by ${tender}.`,
)
export const refundExceedsPayment = defineError(
  'refund_exceeds_payment',
  409,
  (left: number) => `More than is left of the payment: ${left}.`,
)
export const providerUnknown = defineError(
  'provider_unknown',
  404,
  (name: string) => `There is no payment provider ${name}.`,
)
export const webhookRefused = defineError(
  'webhook_refused',
  401,
  () => 'The signature does not fit, or this is no message of the provider.',
)
export const nothingToApprove = defineError(
  'nothing_to_approve',
  409,
  (state: string) => `Nobody has to approve this payment: it is ${state}.`,
)

/** With what `createAttempts` can refuse; for the routes that pay. */
export const attemptErrors = [
  accountUnknown,
  mandateCapReached,
  bankClosed,
  bankNotLicensed,
  testProviderOnly,
  tenderNotOffered,
]
