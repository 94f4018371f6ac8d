import type { Store } from '#modules/identity/index.ts'
import type { Mode } from '#platform/auth.ts'
import { parseNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import { reader } from '#platform/context.ts'
import type { AccountId, MandateId, PurchaserId } from '#platform/ids.ts'
import type { OpenAccount } from './account-queries.ts'
import { findAccountOf, findMandateOf, findOpenAccount, listAccounts } from './account-queries.ts'
import { accountUnknown } from './errors.ts'
import type { ProviderName } from './port.ts'

/** Whether money may move from an account, and by what. Without a token, mandate or confirmation it may not. */
export type PayingAccount = {
  id: AccountId
  purchaserId: PurchaserId
  kind: 'deposit' | 'card' | 'wallet'
  provider: ProviderName
  currency: string
  label: string
  /** Of its buyer: live or test for ever. */
  mode: Mode
}

/** @throws Problem `account_unknown` */
export async function accountByIdentifier(ctx: Context, identifier: string): Promise<PayingAccount> {
  const account = await findAccountOf(ctx, parseNumber(identifier)?.number ?? '')
  if (!account) throw accountUnknown()
  return payingAccount(account)
}

/** The account that a buyer has set as the one to pay from, or the oldest; `undefined` without any. */
export async function payingAccountOf(
  db: Db,
  _ctx: Context,
  purchaserId: string,
): Promise<PayingAccount | undefined> {
  const [first] = await listAccounts(db, [purchaserId as PurchaserId])
  return first && payingAccount(first)
}

/** A buyer's open accounts, the one that pays first. */
export async function accountsOf(ctx: Context, purchaserId: PurchaserId): Promise<PayingAccount[]> {
  return (await listAccounts(reader(ctx), [purchaserId])).map(payingAccount)
}

/** True where the open account belongs to one of these identities of a person. */
export async function ownsAccount(
  ctx: Context,
  accountId: AccountId,
  identities: readonly PurchaserId[],
): Promise<boolean> {
  const account = await findOpenAccount(reader(ctx), accountId)
  return account !== undefined && identities.includes(account.purchaser_id)
}

/** The mandate under which a store may take an amount from an account; `undefined`: the buyer must confirm. */
export async function mandateFor(
  ctx: Context,
  input: { accountId: AccountId; store: Store; amount: number; at: InstantText },
): Promise<MandateId | undefined> {
  const { accountId, store, amount, at } = input
  const mandate = await findMandateOf(ctx, {
    accountId,
    storeId: store.id,
    day: dayIn(store.timeZone, at),
  })
  const fits = mandate && amount <= mandate.per_payment && mandate.taken + amount <= mandate.per_day
  return fits ? mandate.id : undefined
}

function payingAccount(account: OpenAccount): PayingAccount {
  const { id, purchaser_id: purchaserId, kind, provider, currency, label, mode } = account
  return { id, purchaserId, kind, provider, currency, label, mode }
}
