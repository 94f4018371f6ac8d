import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { AccountId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import type { OpenAccount } from './account-queries.ts'
import { findOpenAccount, lockAccount } from './account-queries.ts'
import { accountNotFound } from './errors.ts'

/** An open account of the signed-in buyer. @throws Problem `account_not_found` */
export async function myAccount(ctx: Context, publicAccountId: string): Promise<OpenAccount> {
  const id = parsePublicId('pac', publicAccountId) as AccountId | undefined
  const account = id && (await findOpenAccount(reader(ctx), id))
  if (!account || !buyer(ctx).identities.includes(account.purchaser_id)) throw accountNotFound()
  return account
}

/** The same, locked: nothing is paid from it and it is not closed meanwhile. @throws Problem `account_not_found` */
export async function lockMyAccount(tx: Tx, ctx: Context, publicAccountId: string): Promise<OpenAccount> {
  const account = await myAccount({ ...ctx, tx }, publicAccountId)
  const locked = await lockAccount(tx, account.id)
  if (!locked) throw accountNotFound()
  return { ...locked, mode: account.mode }
}
