import type { SealedPlace } from '#platform/sealed-places.ts'

/** Messages that were kept. Those that still wait in jobs are sealed as well, and go by themselves. */
export const sealedByNotify: readonly SealedPlace[] = [
  {
    table: 'mailbox_messages',
    column: 'sealed',
    key: ['bucket', 'id'],
    context: (row) => mailboxContext(String(row['id'])),
  },
]

export function mailboxContext(id: string): string {
  return `mailbox ${id}`
}
