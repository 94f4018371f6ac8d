import { defineError } from '#platform/errors.ts'

export const contractNotFound = defineError(
  'contract_not_found',
  404,
  () => 'There is no such contract here.',
)
export const alreadyCancelled = defineError(
  'already_cancelled',
  409,
  () => 'This contract is cancelled already; nothing was changed.',
)
export const alreadyVoid = defineError(
  'already_void',
  409,
  () => 'This contract is void already; nothing was changed.',
)
export const contractEnded = defineError(
  'contract_ended',
  409,
  (state: string) => `This contract has ended: it is ${state}.`,
)
export const contractExpired = defineError(
  'contract_expired',
  409,
  () => 'All covers of this contract are over; there is nothing left to cancel or to put in force.',
)
export const claimOpen = defineError(
  'claim_open',
  409,
  () => 'A claim on this contract is open. It has to be ended first.',
)
export const quoteOutdated = defineError(
  'quote_outdated',
  409,
  (quote: { quoteId: string; amount: number; currency: string }) =>
    `Something has changed since the preview: the amount is ${quote.amount} ${quote.currency} now. Look at a new one and confirm that.`,
  ({ quoteId, amount, currency }) => ({
    errors: [
      {
        field: 'quoteId',
        code: 'quote_outdated',
        message: `the quote of this moment is ${quoteId}, ${amount} ${currency}`,
      },
    ],
  }),
)
export const contractNotEnded = defineError(
  'contract_not_ended',
  409,
  (state: string) => `Only a cancelled or void contract can be put in force again; this one is ${state}.`,
)
export const unitCoveredAgain = defineError(
  'unit_covered_again',
  409,
  () => 'The unit has another contract that runs. It has to end first.',
)
export const unitTakenBack = defineError(
  'unit_taken_back',
  409,
  () => 'The unit was returned, or its purchase was voided or corrected; there is nothing to cover.',
)
