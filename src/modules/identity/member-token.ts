import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'

/** Who showed a token, and the minute for which it was made. */
export type ReadToken = { purchaserId: PurchaserId; mode: Mode; hash: Buffer; madeAt: InstantText }

/**
 * Reads a member token: a signature of ours, the person and the minute. It authorises in its minute and the next;
 * `offline` allows an older one, which then only identifies.
 * @throws Problem `member_token_invalid`, `member_token_expired`
 */
export function readMemberToken(
  _ctx: Context,
  _token: string,
  _options: { offline: boolean },
): Promise<ReadToken> {
  throw new Error('to be built')
}
/** Uses a token up, in the transaction of what it authorised. @throws Problem `member_token_used` */
export function spendMemberToken(_tx: Tx, _ctx: Context, _token: ReadToken): Promise<void> {
  throw new Error('to be built')
}
