import type { Context } from '#platform/context.ts'
import type { AccountId, PurchaserId } from '#platform/ids.ts'

/**
 * What coupons ask about payment accounts, which they do not know: the application hands it in. A buyer is given with
 * the identities linked with them.
 */
export type Accounts = {
  /** True where an open account is one of these identities'. */
  ownsAccount(ctx: Context, accountId: AccountId, identities: readonly PurchaserId[]): Promise<boolean>
  /** The open accounts of one identity, with what people call them. */
  accountsOf(ctx: Context, purchaserId: PurchaserId): Promise<{ id: AccountId; label: string }[]>
}
