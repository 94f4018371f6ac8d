export { categoryNames, taxCategories } from './categories.ts'
export type { TaxCategory, Words } from './categories.ts'
export { japaneseRates, rateOn } from './rates.ts'
export type { DatedRate } from './rates.ts'
export {
  RegistrationNumber,
  WrittenRegistrationNumber,
  checkDigit,
  hasCheckDigit,
  normalRegistrationNumber,
} from './registration-number.ts'
export { TaxProfile, profileOn } from './profile.ts'
export { taxInside, taxOnTop } from './amounts.ts'
export type { Basis } from './amounts.ts'
export type { Basket, Discount, Line } from './basket.ts'
export { settle } from './settle.ts'
export type { AppliedDiscount, GroupDiscount, Settled, SettledGroup, SettledLine } from './settled.ts'
export { stepNames, stepsOf } from './steps.ts'
export type { Step, StepName } from './steps.ts'
export { ofFirstUnits, refundOf, standing } from './refund.ts'
export type { Amounts, Returned } from './refund.ts'
export { addressedPaper, paperOf } from './invoice.ts'
export type { Paper, Particulars } from './invoice.ts'
export { returnPaperOf } from './return-invoice.ts'
export type { ReturnPaper } from './return-invoice.ts'
export { creditOf, creditShareOn } from './buyer-credit.ts'
export {
  faceBasisMixed,
  noTaxProfile,
  noTaxRate,
  priceBasisMixed,
  returnExceedsSettlement,
} from './errors.ts'
