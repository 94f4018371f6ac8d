import type { z } from 'zod'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { unauthenticated } from '#platform/errors.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { decrypt } from '#platform/secrets.ts'
import { countLinks, findPurchaser, listContacts, sealedDataKeys } from './queries.ts'
import type { PersonView } from './schemas.ts'

/** The keys under which people's names and the like are sealed; those of erased people are missing. */
export async function dataKeysOf(
  db: Db,
  ctx: Context,
  ids: readonly PurchaserId[],
): Promise<Map<PurchaserId, Buffer>> {
  if (ids.length === 0) return new Map()
  const rows = await sealedDataKeys(db, [...new Set(ids)])
  return new Map(rows.map((row) => [row.id, ctx.secrets.open(row.dataKey, row.id)]))
}

/** A name that `keepNewBuyers` or its owner sealed; null stays null. */
export function openPurchaserName(dataKey: Buffer, sealed: Buffer | null): string | null {
  return sealed === null ? null : decrypt(dataKey, sealed, 'name').toString()
}

/** The names of several people; those of erased people are missing. */
export async function openPurchaserNames(
  db: Db,
  ctx: Context,
  ids: readonly PurchaserId[],
): Promise<Map<PurchaserId, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await sealedDataKeys(db, [...new Set(ids)])
  return new Map(
    rows.map((row) => [row.id, openPurchaserName(ctx.secrets.open(row.dataKey, row.id), row.nameSealed)]),
  )
}

/** A person as they see themselves. @throws unauthenticated where they were erased meanwhile */
export async function personView(db: Db, ctx: Context, id: PurchaserId): Promise<z.input<typeof PersonView>> {
  const row = await findPurchaser(db, id)
  if (!row) throw unauthenticated()
  const dataKey = ctx.secrets.open(row.dataKey, id)
  const contacts = await listContacts(db, id)
  return {
    id: publicId('per', id),
    mode: row.mode,
    memberCode: formatNumber(row.memberCode),
    name: openPurchaserName(dataKey, row.nameSealed),
    address: row.addressSealed && decrypt(dataKey, row.addressSealed, 'address').toString(),
    language: row.language,
    contacts: contacts.map((contact) => ({
      id: publicId('con', contact.id),
      kind: contact.kind,
      value: decrypt(dataKey, contact.sealed, 'contact').toString(),
      provenAt: contact.provenAt,
    })),
    linked: await countLinks(db, id),
  }
}
