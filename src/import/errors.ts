import { defineError } from '#platform/errors.ts'

/*
 * Why an import refuses a row beside the reasons that a report has by itself. They stand in the refused-rows file;
 * docs/guides/import.md explains each.
 */

export const otherStore = defineError(
  'store_differs',
  422,
  (sent: string, store: string) => `The row is for ${sent}; this import is for ${store}.`,
  () => ({
    errors: [{ field: 'storeCode', code: 'store_differs', message: 'is not the store of this import' }],
  }),
)
export const unreadableRow = defineError('unreadable_row', 422, (why: string) => why)
export const rowAfterInvoice = defineError(
  'row_after_invoice',
  422,
  (rows: number) => `More rows of an invoice that ended over ${rows} rows before.`,
)
export const stockWriteOff = defineError(
  'stock_write_off',
  422,
  () => 'Stock that was written off (one row, negative quantity, price 0): nobody bought anything.',
)
export const stockWriteOn = defineError(
  'stock_write_on',
  422,
  () => 'Stock that was found or booked in (one row, price 0, no customer): nobody bought anything.',
)
export const bookAdjustment = defineError(
  'book_adjustment',
  422,
  (prefix: string) => `An entry of the shop's books (its number begins with ${prefix}), not a purchase.`,
)
export const negativePrice = defineError('negative_price', 422, () => 'A price is below 0.')
export const zeroQuantity = defineError('zero_quantity', 422, () => 'A quantity is 0.')
export const signsDoNotFit = defineError(
  'signs_do_not_fit',
  422,
  () => 'An invoice sells and a cancellation takes back: quantities have the wrong sign or both.',
)
export const buyersDiffer = defineError(
  'buyers_differ',
  422,
  () => 'The rows of one invoice name several customers.',
)
