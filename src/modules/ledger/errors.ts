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
