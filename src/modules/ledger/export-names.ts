import { publicId } from '#platform/ids.ts'
import type { AccountName } from './chart.ts'
import { chart } from './chart.ts'

/** Under which of the five roots of plain-text accounting each account stands. */
const roots: Record<AccountName, 'Assets' | 'Liabilities' | 'Income' | 'Expenses'> = {
  buyer_deposit: 'Liabilities',
  bank_cash: 'Assets',
  clearing_sandbox: 'Assets',
  clearing_stripe: 'Assets',
  clearing_paypay: 'Assets',
  store_cash: 'Assets',
  store_payable: 'Liabilities',
  store_receivable: 'Assets',
  sponsor_receivable: 'Assets',
  platform_promotion: 'Expenses',
  voucher_liability: 'Liabilities',
  provider_fees: 'Expenses',
  bank_account: 'Assets',
  premium_unearned: 'Liabilities',
  premium_earned: 'Income',
  premium_tax: 'Liabilities',
  store_commission: 'Expenses',
  retained_fees: 'Income',
  claims_incurred: 'Expenses',
  claims_payable: 'Liabilities',
  deductibles: 'Liabilities',
  differences: 'Expenses',
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1)

/**
 * The name of an account and its party that hledger and beancount both take: `Liabilities:StorePayable:Denki-shibuya`.
 * Codes of stores are small letters, digits and hyphens, so two of them never become one.
 */
export function exportName(
  account: AccountName,
  partyId: string,
  codes: ReadonlyMap<string, string>,
): string {
  const kind = chart[account].party
  const party =
    (kind === 'store' ? codes.get(partyId) : undefined) ??
    publicId(kind === 'organisation' ? 'org' : kind === 'store' ? 'sto' : 'pac', partyId).replace('_', '-')
  return `${roots[account]}:${account.split('_').map(capital).join('')}:${capital(party)}`
}
