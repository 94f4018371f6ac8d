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
