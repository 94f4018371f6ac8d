import { audit } from './audit.ts'
import { buckets } from './buckets.ts'
import type { Check } from './check.ts'
import { claimCoupons } from './claim-coupons.ts'
import { claimHistory } from './claim-history.ts'
import { claimLimits } from './claim-limits.ts'
import { claimStates } from './claim-states.ts'
import { contactKeys } from './contact-keys.ts'
import { contacts } from './contacts.ts'
import { contractCovers } from './contract-covers.ts'
import { contractPremiums } from './contract-premiums.ts'
import { contractStates } from './contract-states.ts'
import { contractUnits } from './contract-units.ts'
import { couponBudgets, couponCodes, couponHoldings } from './coupons.ts'
import { events } from './events.ts'
import { holders } from './holders.ts'
import { ledgerFloors } from './ledger-floors.ts'
import { ledgerJournals } from './ledger-journals.ts'
import { ledgerPayouts } from './ledger-payouts.ts'
import { ledgerPeriods } from './ledger-periods.ts'
import { ledgerProviderFiles } from './ledger-provider-files.ts'
import { ledgerReversals } from './ledger-reversals.ts'
import { numbers } from './numbers.ts'
import { paymentDeposits, paymentMessages, paymentRefunds, paymentStates } from './payments.ts'
import { claimBooks, premiumBooks, unearnedPremiums } from './premium-books.ts'
import { purchaseKeys } from './purchase-keys.ts'
import { purchaseLines } from './purchase-lines.ts'
import { returns } from './returns.ts'
import { sealed } from './sealed.ts'
import { couponsOwed, settlementEffects, settlementRefunds } from './settlements.ts'

/** Everything that `npm run verify` looks for, in the order in which it is printed. */
export const checks: readonly Check[] = [
  buckets,
  numbers,
  purchaseKeys,
  purchaseLines,
  returns,
  holders,
  contractUnits,
  contractCovers,
  contractPremiums,
  contractStates,
  claimStates,
  claimHistory,
  claimLimits,
  claimCoupons,
  couponBudgets,
  couponCodes,
  couponHoldings,
  settlementEffects,
  settlementRefunds,
  couponsOwed,
  paymentStates,
  paymentRefunds,
  paymentDeposits,
  paymentMessages,
  premiumBooks,
  unearnedPremiums,
  claimBooks,
  ledgerJournals,
  ledgerFloors,
  ledgerReversals,
  ledgerPeriods,
  ledgerPayouts,
  ledgerProviderFiles,
  sealed,
  contacts,
  contactKeys,
  audit,
  events,
]
