import { claimsPersonalData } from '#modules/claims/index.ts'
import { contractsPersonalData } from '#modules/contracts/index.ts'
import { couponsPersonalData } from '#modules/coupons/index.ts'
import { notifyPersonalData } from '#modules/notify/index.ts'
import { papersPersonalData } from '#modules/papers/index.ts'
import { paymentsPersonalData } from '#modules/payments/index.ts'
import { purchasesPersonalData } from '#modules/purchases/index.ts'
import { settlementsPersonalData } from '#modules/settlements/index.ts'
import type { PersonalData } from '#platform/personal-data.ts'

/**
 * What each module knows about people, in the order in which they erase: covers are locked before their claims, and
 * whose they are is asked of the purchases.
 */
export const personalData: readonly PersonalData[] = [
  contractsPersonalData,
  claimsPersonalData,
  purchasesPersonalData,
  papersPersonalData,
  paymentsPersonalData,
  couponsPersonalData,
  notifyPersonalData,
  settlementsPersonalData,
]
