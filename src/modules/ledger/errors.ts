import { defineError } from '#platform/errors.ts'

export const insufficientBalance = defineError(
  'insufficient_balance',
  422,
  () => 'There is not enough on the account. Nothing was moved.',
  () => ({
    errors: [
      {
        field: 'amount',
        code: 'insufficient_balance',
        message: 'is more than what is on the account',
      },
    ],
  }),
)
export const journalNotFound = defineError('journal_not_found', 404, () => 'There is no such journal here.')
export const periodNotFound = defineError(
  'period_not_found',
  404,
  (month: string) => `There is nothing in the books of ${month}, nor before it.`,
)
export const periodNotEnded = defineError(
  'period_not_ended',
  409,
  (month: string) => `${month} is not over in every store's zone. Only past months are closed.`,
)
export const periodClosed = defineError(
  'period_closed',
  409,
  (month: string) => `${month} is closed already; nothing was changed.`,
)
export const earlierPeriodOpen = defineError(
  'earlier_period_open',
  409,
  (month: string) => `Months are closed in their order; ${month} comes first.`,
)
export const payoutRunNotFound = defineError(
  'payout_run_not_found',
  404,
  () => 'There is no such run of payouts here.',
)
export const payoutNotFound = defineError('payout_not_found', 404, () => 'There is no such payout here.')
export const nothingToPayOut = defineError(
  'nothing_to_pay_out',
  409,
  () => 'Up to this day and in this currency nothing stands between the organisation and its stores.',
)
export const laterRunConfirmed = defineError(
  'later_run_confirmed',
  409,
  (upTo: string) => `A run up to ${upTo} was confirmed already; take that day or a later one.`,
)
export const payoutRunEnded = defineError(
  'payout_run_ended',
  409,
  (state: string) => `This run is ${state} already; nothing was changed.`,
)
export const payoutRunOutdated = defineError(
  'payout_run_outdated',
  409,
  () => 'Something was booked since this run was prepared. Discard it and prepare a new one.',
)
export const statementNotIssued = defineError(
  'statement_not_issued',
  409,
  () => 'A statement is issued once its run is confirmed.',
)
export const fileUnreadable = defineError(
  'file_unreadable',
  422,
  (why: string) => `This is no file of that provider: ${why}`,
)
export const differenceNotFound = defineError(
  'difference_not_found',
  404,
  () => 'There is no such difference here.',
)
export const differenceResolved = defineError(
  'difference_resolved',
  409,
  () => 'This difference was resolved already; nothing was changed.',
)
