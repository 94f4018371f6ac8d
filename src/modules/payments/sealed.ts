import type { SealedPlace } from '#platform/sealed-places.ts'

/** Tokens of cards and wallets at their providers, and what providers sent us. */
export const sealedByPayments: readonly SealedPlace[] = [
  {
    table: 'payment_accounts',
    column: 'token_sealed',
    key: ['bucket', 'id'],
    context: (row) => String(row['id']),
  },
  {
    table: 'provider_events',
    column: 'body_sealed',
    key: ['bucket', 'source', 'event_id'],
    context: (row) => eventContext(String(row['source']), String(row['event_id'])),
  },
]

/** What the body of a provider's message is tied to. */
export function eventContext(source: string, eventId: string): string {
  return `${source} ${eventId}`
}
