import { post } from '#modules/ledger/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { AccountId } from '#platform/ids.ts'
import { bankZone } from '../../bank-hours.ts'

type Move = { accountId: AccountId; currency: string; amount: number; at: InstantText }

/** A payment: the depositor has less, and the bank pays as much on, by way of clearing. @throws Problem `insufficient_balance` */
export function debitDeposit(
  tx: Tx,
  ctx: Context,
  { attemptId, ...move }: Move & { attemptId: string },
): Promise<unknown> {
  return book(tx, ctx, 'bank.debit', `bank/${attemptId}`, { ...move, amount: -move.amount })
}

/** A refund: the same back. */
export function creditDeposit(
  tx: Tx,
  ctx: Context,
  { refundId, ...move }: Move & { refundId: string },
): Promise<unknown> {
  return book(tx, ctx, 'bank.refund', `bank/refund/${refundId}`, move)
}

/** Money that a tester pays in. @param key what is paid in once has one key */
export function topUpDeposit(
  tx: Tx,
  ctx: Context,
  { key, ...move }: Move & { key: string },
): Promise<unknown> {
  return book(tx, ctx, 'bank.deposit', `bank/deposit/${key}`, move)
}

/**
 * The bank's own journals are about the depositor and the bank's cash alone, lie in the bucket of the account, and
 * count on days at the bank. What it owes a store stands in the store's own journals until it is paid out.
 * @param move amount above zero: more on the account
 */
function book(tx: Tx, ctx: Context, kind: string, key: string, move: Move): Promise<unknown> {
  const { accountId, currency, amount, at } = move
  return post(tx, ctx, {
    kind,
    key,
    organisationId: null,
    storeId: null,
    timeZone: bankZone,
    currency,
    occurredAt: at,
    subject: { kind: 'payment_account', id: accountId },
    postings: [
      { account: 'bank_cash', partyId: accountId, amount },
      { account: 'buyer_deposit', partyId: accountId, amount: -amount },
    ],
  })
}
