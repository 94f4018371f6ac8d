import type { SealedPlace } from '#platform/sealed-places.ts'

/** Tokens of cards and wallets at their providers. */
export const sealedByPayments: readonly SealedPlace[] = [
  {
    table: 'payment_accounts',
    column: 'token_sealed',
    key: ['bucket', 'id'],
    context: (row) => String(row['id']),
  },
]
