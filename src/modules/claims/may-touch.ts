import type { FastifyRequest } from 'fastify'
import { getStoreById, maySeeStore } from '#modules/identity/index.ts'
import { visiblePurchaseIds } from '#modules/purchases/index.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import type { ClaimId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { sameSecret } from '#platform/secrets.ts'
import { claimNotFound } from './errors.ts'
import type { MayTouch } from './held-claim.ts'
import type { ListedClaim } from './queries.ts'
import { findClaim } from './queries.ts'

/** The store's own people and keys. */
export const sellerMay: MayTouch = async (ctx, claim) =>
  maySeeStore(ctx, await getStoreById(ctx, claim.store_id))

/** Whoever holds the purchase. */
export const buyerMay: MayTouch = async (ctx, claim) =>
  (await visiblePurchaseIds(reader(ctx), buyer(ctx), [claim.purchase_id])).length > 0

export const tokenHeader = 'claim-token'

/** Whoever holds the token that was given on filing without an account: `clm_….secret`. */
export function guestMay(ctx: Context, request: FastifyRequest): { id: ClaimId | undefined; may: MayTouch } {
  const [id = '', secret = ''] = String(request.headers[tokenHeader] ?? '').split('.')
  const hash = ctx.secrets.keyedHash('claim-follow', secret)
  return {
    id: parsePublicId('clm', id),
    may: async (_ctx, claim) => claim.follow_hash !== null && sameSecret(claim.follow_hash, hash),
  }
}

/** A claim for whoever may see it. @throws claimNotFound */
export async function seenClaim(ctx: Context, id: ClaimId | undefined, may: MayTouch): Promise<ListedClaim> {
  const row = id && (await findClaim(reader(ctx), id))
  if (!row || !(await may(ctx, row))) throw claimNotFound()
  return row
}
