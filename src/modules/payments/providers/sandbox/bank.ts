import type { Store } from '#modules/identity/index.ts'
import { post } from '#modules/ledger/index.ts'
import type { PostingInput } from '#modules/ledger/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { AccountId } from '#platform/ids.ts'
import { bankZone } from '../../bank-hours.ts'

type Move = { accountId: AccountId; currency: string; amount: number; at: InstantText }

/** A payment: from the depositor to what the bank owes the store. @throws Problem `insufficient_balance` */
export function debitDeposit(
  tx: Tx,
  ctx: Context,
  { store, attemptId, ...move }: Move & { store: Store; attemptId: string },
): Promise<unknown> {
  return book(tx, ctx, 'bank.debit', `bank/${attemptId}`, move, [
    { account: 'buyer_deposit', partyId: move.accountId, amount: move.amount },
    { account: 'clearing_sandbox', partyId: store.id, amount: -move.amount },
  ])
}

/** A refund: the same back. */
export function creditDeposit(
  tx: Tx,
  ctx: Context,
  { store, refundId, ...move }: Move & { store: Store; refundId: string },
): Promise<unknown> {
  return book(tx, ctx, 'bank.refund', `bank/refund/${refundId}`, move, [
    { account: 'clearing_sandbox', partyId: store.id, amount: move.amount },
    { account: 'buyer_deposit', partyId: move.accountId, amount: -move.amount },
  ])
}

/** Money that a tester pays in. @param key what is paid in once has one key */
export function topUpDeposit(
  tx: Tx,
  ctx: Context,
  { key, ...move }: Move & { key: string },
): Promise<unknown> {
  return book(tx, ctx, 'bank.deposit', `bank/deposit/${key}`, move, [
    { account: 'bank_cash', partyId: move.accountId, amount: move.amount },
    { account: 'buyer_deposit', partyId: move.accountId, amount: -move.amount },
  ])
}

/** The bank's own journals lie in the bucket of the account, and count on days at the bank. */
function book(
  tx: Tx,
  ctx: Context,
  kind: string,
  key: string,
  { accountId, currency, at }: Move,
  postings: readonly PostingInput[],
): Promise<unknown> {
  return post(tx, ctx, {
    kind,
    key,
    organisationId: null,
    storeId: null,
    timeZone: bankZone,
    currency,
    occurredAt: at,
    subject: { kind: 'payment_account', id: accountId },
    postings,
  })
}
