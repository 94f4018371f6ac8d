import type { SealedPlace } from '#platform/sealed-places.ts'

/**
 * Messages that were kept, and secrets of webhooks. Messages that still wait in jobs are sealed as well, and go by
 * themselves.
 */
export const sealedByNotify: readonly SealedPlace[] = [
  {
    table: 'mailbox_messages',
    column: 'sealed',
    key: ['bucket', 'id'],
    context: (row) => mailboxContext(String(row['id'])),
  },
  ...['secret_sealed', 'previous_secret_sealed'].map((column) => ({
    table: 'webhook_endpoints' as const,
    column,
    key: ['id'],
    context: (row: Record<string, unknown>) => endpointContext(String(row['id'])),
  })),
]

export function mailboxContext(id: string): string {
  return `mailbox ${id}`
}

/** Ties a secret of a webhook to its endpoint. */
export function endpointContext(id: string): string {
  return `webhook ${id}`
}
