import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Receipts',
  lead: 'Receipts, invoices and refund papers that stores issued to you.',
  empty: 'No receipts yet',
  emptyText: 'Pay at a store, and the receipt arrives here.',
  number: (v) => `No. ${v.number}`,
  download: 'Save as PDF',
  open: 'Open by itself',
  frame: 'The paper',
  payment: 'See the payment',
}
