import { defineError } from '#platform/errors.ts'

export const storeNotFound = defineError(
  'store_not_found',
  404,
  (code: string) => `There is no store ${code}.`,
)
export const storeNotYours = defineError(
  'store_not_yours',
  403,
  (code: string) => `The store ${code} is not one that this key or person may act for.`,
)
export const storeCodeTaken = defineError(
  'store_code_taken',
  409,
  (code: string) => `The store code ${code} is taken.`,
)
export const staffEmailTaken = defineError(
  'staff_email_taken',
  409,
  () => 'A member of staff signs in with this address already.',
)
export const lastOwner = defineError('last_owner', 409, () => 'An organisation keeps at least one owner.')
export const scopeNotYours = defineError(
  'scope_not_yours',
  403,
  (scope: string) => `Nobody gives what they do not have: ${scope}.`,
)
export const signInCodeWrong = defineError(
  'sign_in_code_wrong',
  401,
  () => 'The code is not right, or it is too old. Ask for a new one.',
)
export const signInCodeTooSoon = defineError(
  'sign_in_code_too_soon',
  429,
  (seconds: number) => `A code was just sent. Another can be asked for in ${seconds} s.`,
  (seconds) => ({ retryAfterSeconds: seconds }),
)
export const secondFactorWrong = defineError(
  'second_factor_wrong',
  401,
  () => 'The code is not right, or it was used already. Wait for the next one.',
)
export const secondFactorNotEnrolled = defineError(
  'second_factor_not_enrolled',
  409,
  () => 'There is no second factor to give a code of. Ask for a secret first.',
)
export const secondFactorEnrolled = defineError(
  'second_factor_enrolled',
  409,
  () => 'A second factor is enrolled. Give a code of it, or a recovery code.',
)
export const secondFactorTooOld = defineError(
  'second_factor_too_old',
  403,
  () => 'The second factor was given long ago. Give it again, and then repeat this.',
)
export const ownSecondFactor = defineError(
  'own_second_factor',
  409,
  () => 'Another owner takes away your second factor; you can replace it by enrolling anew.',
)
export const contactYoursAlready = defineError(
  'contact_yours_already',
  409,
  () => 'This contact is yours already.',
)
export const lastContact = defineError(
  'last_contact',
  409,
  () => 'The only proven contact stays: without it nobody could sign in.',
)
export const buyerUnknown = defineError(
  'buyer_unknown',
  422,
  (_field: string) => 'Nobody is known by this; report an e-mail address or phone number instead.',
  (field) => ({ errors: [{ field, code: 'buyer_unknown', message: 'nobody is known by this' }] }),
)
export const notASandbox = defineError(
  'not_a_sandbox',
  403,
  () => 'Only a test organisation has a clock that can be set; a live one follows the machine.',
)
export const clockBackward = defineError(
  'clock_backward',
  409,
  (now: string) => `The clock stands at ${now} and goes forward only.`,
)
export const erasureNotConfirmed = defineError(
  'erasure_not_confirmed',
  409,
  () =>
    'The confirmation is not the one of a preview of the last 15 minutes, or something changed since. Look again.',
  () => ({
    errors: [{ field: 'confirm', code: 'erasure_not_confirmed', message: 'is not that of the preview' }],
  }),
)
export const memberTokenInvalid = defineError(
  'member_token_invalid',
  422,
  () => 'This is no member token of ours. Ask the buyer to show the code again.',
  () => ({
    errors: [{ field: 'memberToken', code: 'member_token_invalid', message: 'is no member token of ours' }],
  }),
)
export const memberTokenExpired = defineError(
  'member_token_expired',
  422,
  () => 'The member token is older than a minute. The phone shows a new one every minute.',
  () => ({ errors: [{ field: 'memberToken', code: 'member_token_expired', message: 'is too old' }] }),
)
export const memberTokenUsed = defineError(
  'member_token_used',
  409,
  () => 'The member token was used already. The phone shows another one.',
  () => ({ errors: [{ field: 'memberToken', code: 'member_token_used', message: 'was used already' }] }),
)
