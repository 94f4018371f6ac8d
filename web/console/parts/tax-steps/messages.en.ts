import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  rate: (v) => `${v.category} ${v.rate}`,
  noTax: 'No tax',
  total: 'Total',
  'step.price': 'Price',
  'step.tax': 'Tax inside the price',
  'step.taxOnTop': 'Tax on top',
  'step.net': 'Net price',
  'step.discount': 'Discount',
  'step.discountedPrice': 'Discounted price',
  'step.discountedNet': 'Discounted net',
  'step.newTax': 'Tax after the discount',
  'step.amountDue': 'Amount due',
}
