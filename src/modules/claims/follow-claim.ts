import type { z } from 'zod'
import { findPeople, getStoreById, networkOf, takeLimit } from '#modules/identity/index.ts'
import type { Limit } from '#modules/identity/index.ts'
import { findContract } from '#modules/contracts/index.ts'
import { audit } from '#platform/audit.ts'
import { parseNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { rateLimited } from '#platform/errors.ts'
import type { ClaimId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { claimNotMatched } from './errors.ts'
import { belongsTo, newFollowToken } from './find-filing.ts'
import { findClaimByNumber, lockClaim } from './queries.ts'
import type { FollowInput } from './schemas.ts'
import { updateClaim } from './writes.ts'

/** Tries of a network, right ones too: numbers must not be found by trying. */
export const guestLimit: Limit = { name: 'claims without an account', most: 30, seconds: 3600 }

/** Counts one try of whoever has no account. @throws rateLimited */
export async function countGuest(ctx: Context): Promise<void> {
  const wait = await ctx.db
    .transaction()
    .execute((tx) => takeLimit(tx, ctx, guestLimit, networkOf(ctx.origin.ip)))
  if (wait > 0) throw rateLimited(wait)
}

/**
 * Gives a new token to whoever knows the reception number and the contact, so that a claim can be followed without
 * an account from another device; the token before is worth nothing from then on.
 * @throws claimNotMatched whichever of the two is wrong
 */
export async function followClaim(
  ctx: Context,
  input: z.output<typeof FollowInput>,
): Promise<{ id: ClaimId; token: string }> {
  const id = await matching(ctx, reader(ctx), input)
  if (!id) {
    ctx.metrics.claimMismatches.inc()
    throw claimNotMatched()
  }
  return giveToken(ctx, id)
}

/** Makes the token of a claim. */
export function giveToken(ctx: Context, id: ClaimId): Promise<{ id: ClaimId; token: string }> {
  const { token, hash } = newFollowToken(ctx)
  return inTransaction(ctx, async (tx) => {
    const claim = await lockClaim(tx, id)
    if (!claim) throw claimNotMatched()
    await updateClaim(tx, id, { follow_hash: hash })
    await audit(tx, ctx, {
      bucket: claim.bucket,
      organisationId: claim.organisation_id,
      entity: 'claim',
      entityId: id,
      after: { followToken: 'new' },
    })
    return { id, token: `${publicId('clm', id)}.${token}` }
  })
}

async function matching(
  ctx: Context,
  db: Db,
  input: z.output<typeof FollowInput>,
): Promise<ClaimId | undefined> {
  const parsed = parseNumber(input.receptionNumber)
  const claim = parsed && (await findClaimByNumber(db, parsed.number, parsed.bucket))
  const contract = claim && (await findContract(db, claim.contract_id))
  const store = claim && (await getStoreById(ctx, claim.store_id))
  const people = await findPeople(db, ctx, {
    mode: store?.mode ?? 'live',
    organisationId: store?.organisationId ?? ('' as never),
    buyer: input.contact,
  })
  if (!claim || !contract) return undefined
  const theirs = claim.purchaser_id !== null && people.includes(claim.purchaser_id)
  return theirs || (await belongsTo(ctx, contract, people)) ? claim.id : undefined
}
