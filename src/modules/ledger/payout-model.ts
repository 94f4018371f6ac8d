import type { StoreId } from '#platform/ids.ts'
import { sumOf } from '#platform/money.ts'
import type { AccountName } from './chart.ts'
import type { PayoutLines, PayoutRow } from './rows.ts'

/** Accounts between an organisation and its store, which a payout brings to zero. */
export const settledAccounts = ['store_payable', 'store_cash', 'store_receivable', 'provider_fees'] as const
export type SettledAccount = (typeof settledAccounts)[number]
/** A store's movements up to a day, and what stands on its accounts after all payouts. Debits are positive. */
export type Position = { storeId: StoreId; lines: PayoutLines; balances: Record<SettledAccount, number> }
/** What earlier runs settled of a store: all their lines together, and what the last one left. */
export type Settled = { lines: PayoutLines; carriedOut: number }
export type Payout = Pick<PayoutRow, 'carried_in' | 'lines' | 'amount' | 'carried_out'> & { storeId: StoreId }

export const lineNames = [
  'sales',
  'couponsOfOthers',
  'refunds',
  'other',
  'cashKept',
  'fees',
  'premiumsDue',
] as const satisfies readonly (keyof PayoutLines)[]

/**
 * What a store gets: what was carried and what has moved since. Below zero nothing is paid, and it is carried on.
 * @throws Error where the lines do not explain what stands on the accounts
 */
export function payoutOf(position: Position, before: Settled | undefined): Payout {
  const lines = Object.fromEntries(
    lineNames.map((name) => [name, position.lines[name] - (before?.lines[name] ?? 0)]),
  ) as PayoutLines
  const carriedIn = before?.carriedOut ?? 0
  const due = sumOf([carriedIn, ...Object.values(lines)])
  const standing = 0 - sumOf(Object.values(position.balances))
  if (due !== standing)
    throw new Error(`payout of store ${position.storeId}: its lines say ${due}, its accounts ${standing}`)
  return {
    storeId: position.storeId,
    carried_in: carriedIn,
    lines,
    amount: Math.max(0, due),
    carried_out: Math.min(0, due),
  }
}

/** True where there is nothing to say of a store. */
export function isEmpty({ carried_in, lines }: Payout): boolean {
  return carried_in === 0 && Object.values(lines).every((amount) => amount === 0)
}

/** The postings of a payout: the store's accounts to zero, and the rest from the bank. */
export function payoutPostings(
  { storeId, balances }: Position,
  organisationId: string,
  amount: number,
): { account: AccountName; partyId: string; amount: number }[] {
  return [
    ...settledAccounts.map((account) => ({ account, partyId: storeId, amount: 0 - balances[account] })),
    { account: 'bank_account' as const, partyId: organisationId, amount: 0 - amount },
  ]
}

export function samePayouts(a: readonly Payout[], b: readonly Payout[]): boolean {
  const text = (payouts: readonly Payout[]) =>
    payouts
      .map(({ storeId, carried_in, lines, amount, carried_out }) =>
        [storeId, carried_in, amount, carried_out, ...lineNames.map((name) => lines[name])].join(' '),
      )
      .sort()
      .join('\n')
  return text(a) === text(b)
}
