import type { Day } from '#platform/dates.ts'
import { defineError } from '#platform/errors.ts'

const wrongIn = (field: string, code: string, message: string) => ({ errors: [{ field, code, message }] })

export const noTaxRate = defineError(
  'no_tax_rate',
  422,
  (category: string, on: Day, _line: number) => `No tax rate stands for category ${category} on ${on}.`,
  (category, on, line) =>
    wrongIn(`lines[${line}].taxCategory`, 'no_tax_rate', `no rate stands for ${category} on ${on}`),
)
export const noTaxProfile = defineError(
  'no_tax_profile',
  422,
  (on: Day) => `The merchant had no tax profile on ${on}.`,
  (on) => wrongIn('suppliedOn', 'no_tax_profile', `no tax profile stands on ${on}`),
)
export const priceBasisMixed = defineError(
  'price_basis_mixed',
  422,
  (_line: number) => 'All prices of one settlement are with tax, or all are without.',
  (line) => wrongIn(`lines[${line}].priceBasis`, 'price_basis_mixed', 'must be that of the first line'),
)
export const faceBasisMixed = defineError(
  'face_basis_mixed',
  422,
  (_discount: number) =>
    'Coupons of the shop that are used together all come off the net, or all off the gross.',
  (discount) =>
    wrongIn(
      `discounts[${discount}].faceBasis`,
      'face_basis_mixed',
      'must be that of the first coupon of the shop',
    ),
)
export const returnExceedsSettlement = defineError(
  'return_exceeds_settlement',
  422,
  (_line: number) => 'More units would have come back than were paid for.',
  (line) =>
    wrongIn(`lines[${line}].quantity`, 'return_exceeds_settlement', 'must not be above the units left'),
)
