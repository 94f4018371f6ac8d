import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import type { AccountId } from '#platform/ids.ts'
import { findOpenAccount } from './account-queries.ts'

/** The provider's token of a buyer's card or wallet; null for deposit accounts and for what needs none. */
export async function tokenOf(db: Db, ctx: Context, accountId: AccountId | null): Promise<string | null> {
  const account = accountId && (await findOpenAccount(db, accountId))
  if (!account || account.token_sealed === null) return null
  return ctx.secrets.open(account.token_sealed, account.id).toString()
}
