import type { ReadToken, Store } from '#modules/identity/index.ts'
import { memberTokenInvalid, readMemberToken } from '#modules/identity/index.ts'
import type { PayingAccount } from '#modules/payments/index.ts'
import { accountByIdentifier, accountUnknown, payingAccountOf } from '#modules/payments/index.ts'
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
  { mode }: Store,
  { memberToken, account }: { memberToken?: string | undefined; account?: string | undefined },
  offline: boolean,
): Promise<Payer> {
  const db = reader(ctx)
  const named = account === undefined ? undefined : await accountByIdentifier(ctx, account)
  // Test buyers pay at test stores, and nobody else does.
  if (named && named.mode !== mode) throw accountUnknown()
  if (memberToken === undefined)
    return named ? { purchaserId: named.purchaserId, via: 'account', account: named, token: null } : nobody
  const token = await readMemberToken(ctx, memberToken, { offline })
  if (token.mode !== mode) throw memberTokenInvalid()
  const { purchaserId } = token
  if (named && named.purchaserId !== purchaserId) throw accountUnknown()
  if (offline) return { purchaserId, via: 'offline_token', account: null, token: null }
  const own = named ?? (await payingAccountOf(db, ctx, purchaserId)) ?? null
  return { purchaserId, via: 'member_token', account: own, token }
}
