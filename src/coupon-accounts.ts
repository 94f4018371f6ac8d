import { sql } from 'kysely'
import type { Accounts } from '#modules/coupons/index.ts'
import { reader } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'

/** Payment accounts as coupons ask for them: neither module knows the other. */
export const couponAccounts: Accounts = {
  async ownsAccount(ctx, accountId, identities) {
    const { rows } =
      await sql`select 1 from payment_accounts where bucket = ${bucketOf(accountId)} and id = ${accountId}
      and purchaser_id = any(${identities}::uuid[]) and closed_at is null`.execute(reader(ctx))
    return rows.length > 0
  },
  async accountsOf(ctx, identities) {
    const { rows } = await sql<{ id: AccountId; label: string }>`
      select id, label from payment_accounts where bucket = any(${identities.map(bucketOf)}::int[])
        and purchaser_id = any(${identities}::uuid[]) and closed_at is null order by created_at, id`.execute(
      reader(ctx),
    )
    return rows
  },
}
