import { dataKeysOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import type { ClaimId, PurchaserId } from '#platform/ids.ts'
import { decrypt, encrypt } from '#platform/secrets.ts'

/** Seals and opens what people wrote or photographed for one claim. */
export type ClaimSeal = {
  seal(value: string | Buffer): Buffer
  /** null: the person was erased, and with them the key. */
  open(sealed: Buffer): Buffer | null
}

/**
 * Words and pictures of a claim are sealed under the key of the person whose claim it is, so that erasing the person
 * erases them wherever they lie, backups included. A claim of nobody's is sealed under the process's keys.
 */
export async function sealOf(
  db: Db,
  ctx: Context,
  claim: { id: ClaimId; purchaser_id: PurchaserId | null },
): Promise<ClaimSeal> {
  const context = `claim ${claim.id}`
  if (claim.purchaser_id === null) {
    return {
      seal: (value) => ctx.secrets.seal(value, context),
      open: (sealed) => ctx.secrets.open(sealed, context),
    }
  }
  const key = (await dataKeysOf(db, ctx, [claim.purchaser_id])).get(claim.purchaser_id)
  if (key)
    return { seal: (value) => encrypt(key, value, context), open: (sealed) => decrypt(key, sealed, context) }
  // Of an erased person: what the desk writes from now on is not about anybody; what was written before stays shut.
  return {
    seal: (value) => ctx.secrets.seal(value, context),
    open: (sealed) => openLater(ctx, sealed, context),
  }
}

function openLater(ctx: Context, sealed: Buffer, context: string): Buffer | null {
  try {
    return ctx.secrets.open(sealed, context)
  } catch {
    return null
  }
}
