/**
 * The chart of accounts: whose account each is, and on which side it normally stands. Amounts of postings are debits
 * where positive, credits where negative.
 */
export const chart = {
  /** Liability of the sandbox bank to a depositor. Party: payment account. Never below zero. */
  buyer_deposit: { side: 'credit', party: 'account', floor: true },
  /** Asset: what depositors brought to the sandbox bank. Party: organisation or the account itself. */
  bank_cash: { side: 'debit', party: 'account', floor: false },
  /** Asset: what a provider (or bank) owes us until its payout. Party: store. One account for each provider. */
  clearing_sandbox: { side: 'debit', party: 'store', floor: false },
  clearing_stripe: { side: 'debit', party: 'store', floor: false },
  clearing_paypay: { side: 'debit', party: 'store', floor: false },
  /** Asset: cash that the store itself took, netted at payout. Party: store. */
  store_cash: { side: 'debit', party: 'store', floor: false },
  /** Liability: what is the store's. Party: store. */
  store_payable: { side: 'credit', party: 'store', floor: false },
  /** Asset: premiums and fees that the store owes. Party: store. */
  store_receivable: { side: 'debit', party: 'store', floor: false },
  /** Asset: coupons of third parties, owed by their funder. Party: the coupon's organisation. */
  sponsor_receivable: { side: 'debit', party: 'organisation', floor: false },
  /** Expense: coupons of the platform. Party: store. */
  platform_promotion: { side: 'debit', party: 'store', floor: false },
  /** Liability: vouchers sold before. Party: the coupon's organisation. */
  voucher_liability: { side: 'credit', party: 'organisation', floor: false },
  /** Expense: fees of providers. Party: store. */
  provider_fees: { side: 'debit', party: 'store', floor: false },
  /** Asset: money at the bank, after payouts of providers and before payouts to stores. Party: organisation. */
  bank_account: { side: 'debit', party: 'organisation', floor: false },
  /** Liability: premiums for days still to come, without tax. Party: store. */
  premium_unearned: { side: 'credit', party: 'store', floor: false },
  /** Income: premiums of days gone by. Party: store. */
  premium_earned: { side: 'credit', party: 'store', floor: false },
  /** Liability: consumption tax inside premiums. Party: store. */
  premium_tax: { side: 'credit', party: 'store', floor: false },
  /** Expense: what the store keeps of a premium. Party: store. */
  store_commission: { side: 'debit', party: 'store', floor: false },
  /** Income: fees kept when a cover is cancelled. Party: store. */
  retained_fees: { side: 'credit', party: 'store', floor: false },
  /** Expense and liability: accepted claims. Party: store. */
  claims_incurred: { side: 'debit', party: 'store', floor: false },
  claims_payable: { side: 'credit', party: 'store', floor: false },
  /** Liability: deductibles that a store took for a repair still to be done. Party: store. */
  deductibles: { side: 'credit', party: 'store', floor: false },
  /** Difference that a person wrote off after reconciliation. Party: organisation. */
  differences: { side: 'debit', party: 'organisation', floor: false },
} as const satisfies Record<
  string,
  { side: 'debit' | 'credit'; party: 'account' | 'store' | 'organisation'; floor: boolean }
>
export type AccountName = keyof typeof chart
