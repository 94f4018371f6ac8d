import { randomBytes } from 'node:crypto'
import { dataKeysOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import type { ClaimId, PurchaserId } from '#platform/ids.ts'
import { decrypt, encrypt } from '#platform/secrets.ts'

/** Seals and opens what people wrote or photographed for one claim; a file opens under its own name (`part`) alone. */
export type ClaimSeal = {
  seal(value: string | Buffer, part?: string): Buffer
  /** null: the person was erased, and with them the key. */
  open(sealed: Buffer, part?: string): Buffer | null
}

/**
 * Words and pictures of a claim are sealed under the key of the person whose claim it is, so that erasing the person
 * shuts them wherever they were copied without that key, such as in an old copy of the file store. A claim of nobody's
 * has a key of its own.
 */
export async function sealOf(
  db: Db,
  ctx: Context,
  claim: { id: ClaimId; purchaser_id: PurchaserId | null; data_key: Buffer | null },
): Promise<ClaimSeal> {
  const context = (part = '') => `claim ${claim.id} ${part}`
  const key = await keyOf(db, ctx, claim)
  return {
    seal(value, part) {
      if (!key) throw new Error('the person of this claim was erased')
      return encrypt(key, value, context(part))
    },
    open: (sealed, part) => openWith(key, sealed, context(part)),
  }
}

/** What was written before its person was erased stays shut: the claim has another key since then. */
function openWith(key: Buffer | undefined, sealed: Buffer, context: string): Buffer | null {
  if (!key) return null
  try {
    return decrypt(key, sealed, context)
  } catch {
    return null
  }
}

async function keyOf(db: Db, ctx: Context, claim: Parameters<typeof sealOf>[2]): Promise<Buffer | undefined> {
  if (claim.purchaser_id !== null)
    return (await dataKeysOf(db, ctx, [claim.purchaser_id])).get(claim.purchaser_id)
  return claim.data_key ? ctx.secrets.open(claim.data_key, claim.id) : undefined
}

/** The key of a claim that is nobody's, sealed. */
export function newClaimKey(ctx: Context, id: ClaimId): Buffer {
  return ctx.secrets.seal(randomBytes(32), id)
}
