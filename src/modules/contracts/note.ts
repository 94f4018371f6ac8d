import { dataKeysOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { decrypt, encrypt } from '#platform/secrets.ts'
import type { ContractRow } from './rows.ts'

type Owned = Pick<ContractRow, 'id' | 'purchaser_id'>

/**
 * Seals what the desk wrote under the key of the contract's buyer, so that their erasure takes it along; of a person
 * already erased nothing is kept. Where no buyer is known, the process's key seals it.
 */
export async function sealNote(db: Db, ctx: Context, of: Owned, note: string): Promise<Buffer | null> {
  if (of.purchaser_id === null) return ctx.secrets.seal(note, of.id)
  const key = (await dataKeysOf(db, ctx, [of.purchaser_id])).get(of.purchaser_id)
  return key ? encrypt(key, note, of.id) : null
}

/** Opens a note; null where there is none, or its buyer was erased. */
export async function openNote(
  db: Db,
  ctx: Context,
  of: Owned & { note_sealed?: Buffer | null },
): Promise<string | null> {
  if (!of.note_sealed) return null
  if (of.purchaser_id === null) return ctx.secrets.open(of.note_sealed, of.id).toString()
  const key = (await dataKeysOf(db, ctx, [of.purchaser_id])).get(of.purchaser_id)
  return key ? decrypt(key, of.note_sealed, of.id).toString() : null
}
