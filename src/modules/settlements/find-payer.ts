import type { ReadToken, Store } from '#modules/identity/index.ts'
import { readMemberToken } from '#modules/identity/index.ts'
import type { PayingAccount } from '#modules/payments/index.ts'
import { accountByIdentifier, payingAccountOf } from '#modules/payments/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { PurchaserId } from '#platform/ids.ts'
import type { BuyerVia } from './rows.ts'

/** Whom the till read, by what, and from what they pay. */
export type Payer = {
  purchaserId: PurchaserId | null
  via: BuyerVia | null
  account: PayingAccount | null
  /** Of this minute: it authorises, and is used up by what it authorised. */
  token: ReadToken | null
}
const nobody: Payer = { purchaserId: null, via: null, account: null, token: null }

/**
 * Who pays. A token of this minute identifies and authorises; one that was read without a connection, and the
 * identifier of an account, identify alone.
 * @throws Problem `member_token_invalid`, `member_token_expired`, `account_unknown`
 */
export async function findPayer(
  ctx: Context,
  _store: Store,
  { memberToken, account }: { memberToken?: string | undefined; account?: string | undefined },
  offline: boolean,
): Promise<Payer> {
  const db = reader(ctx)
  if (memberToken !== undefined) {
    const token = await readMemberToken(ctx, memberToken, { offline })
    const { purchaserId } = token
    return {
      purchaserId,
      via: offline ? 'offline_token' : 'member_token',
      account: offline ? null : ((await payingAccountOf(db, ctx, purchaserId)) ?? null),
      token: offline ? null : token,
    }
  }
  if (account === undefined) return nobody
  const found = await accountByIdentifier(db, ctx, account)
  return { purchaserId: found.purchaserId as PurchaserId, via: 'account', account: found, token: null }
}
