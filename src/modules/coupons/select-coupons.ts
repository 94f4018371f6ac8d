import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { AccountId, HoldingId, PurchaserId } from '#platform/ids.ts'
import { bucketOf, publicId } from '#platform/ids.ts'
import { holdingNotFound } from './errors.ts'
import { couponsOfAccount, holdingsById } from './queries.ts'
import { replaceSelection } from './writes.ts'

type Selection = {
  accountId: AccountId
  identities: readonly PurchaserId[]
  holdingIds: readonly HoldingId[]
  via: 'wallet' | 'kiosk'
}

/**
 * Selects, before anything is bought, the coupons that apply themselves when this account pays (M06, M17); what was
 * selected before and is not named is so no more. Whose account it is, the caller has asked.
 * @throws holdingNotFound for one that is not in this buyer's wallet
 */
export async function selectCoupons(
  tx: Tx,
  ctx: Context,
  { accountId, identities, holdingIds, via }: Selection,
): Promise<void> {
  const wanted = [...new Set(holdingIds)]
  const held = await holdingsById(tx, wanted)
  const own = held.filter(({ purchaserId }) => identities.includes(purchaserId))
  if (own.length < wanted.length) throw holdingNotFound()
  const before = await couponsOfAccount({ ...ctx, tx }, accountId)
  await replaceSelection(tx, { accountId, holdings: own, via, at: ctx.clock.now() })
  await audit(tx, ctx, {
    bucket: bucketOf(accountId),
    organisationId: null,
    entity: 'coupon_selection',
    entityId: publicId('pac', accountId),
    before: before.map((one) => publicId('cph', one.holdingId)),
    after: wanted.map((id) => publicId('cph', id)),
  })
}
