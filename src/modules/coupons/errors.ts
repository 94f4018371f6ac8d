import { defineError } from '#platform/errors.ts'

export const couponNotFound = defineError(
  'coupon_not_found',
  404,
  (id: string) => `There is no coupon ${id} here.`,
)
export const couponNameTaken = defineError(
  'coupon_name_taken',
  409,
  (code: string) => `The coupon ${code} is there already; take another short name.`,
)
export const couponInUse = defineError(
  'coupon_in_use',
  409,
  () => 'Codes or uses of this coupon are out, so its terms stay. End it and make another.',
)
export const couponStateWrong = defineError(
  'coupon_state_wrong',
  409,
  (state: string, to: string) => `A coupon that is ${state} cannot become ${to}.`,
)
export const couponLimitLower = defineError(
  'coupon_limit_lower',
  422,
  (field: string) => `Limits of a coupon can be raised, not lowered; ${field} would be lower.`,
  (field) => ({ errors: [{ field, code: 'coupon_limit_lower', message: 'must not be below what it is' }] }),
)
export const batchNotFound = defineError(
  'batch_not_found',
  404,
  () => 'There is no such batch of codes of this coupon.',
)
export const couponCodeTaken = defineError(
  'coupon_code_taken',
  409,
  () => 'This code is taken. Choose another.',
)
/** One answer for every reason: whoever tries codes learns nothing by it. */
export const couponCodeUnknown = defineError(
  'coupon_code_unknown',
  422,
  (field: string) => `No coupon can be used by this code (${field}).`,
  (field) => ({
    errors: [{ field, code: 'coupon_code_unknown', message: 'no coupon can be used by this code' }],
  }),
)
export const holdingNotFound = defineError(
  'holding_not_found',
  404,
  () => 'This coupon is not in the wallet.',
)
export const accountNotFound = defineError(
  'coupon_account_not_found',
  404,
  () => 'There is no such account of this buyer.',
)
export const kioskTokenInvalid = defineError(
  'kiosk_token_invalid',
  403,
  () => 'The kiosk’s time is over. Show the member code once more.',
)
