import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { parseNumber } from '#platform/codes.ts'
import { invalidField } from '#platform/errors.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { bucketOf, parsePublicId } from '#platform/ids.ts'
import { decrypt } from '#platform/secrets.ts'
import { openPurchaserName } from './people.ts'
import { findPurchaser, listContacts } from './queries.ts'
import type { BuyerReport } from './resolve-buyers.ts'
import { contactKeys } from './resolve-buyers.ts'

/**
 * The person whom an identifier names, with every identity linked to them; nobody is made. As much is done for one
 * that is unknown, so that the time of an answer tells nothing.
 */
export async function findPeople(db: Db, ctx: Context, report: BuyerReport): Promise<PurchaserId[]> {
  const found = (await byName(db, report)) ?? (await byContact(db, ctx, report))
  const { rows } = await sql<{ id: PurchaserId }>`
    select linked_id as id from purchaser_links
    where bucket = ${found ? bucketOf(found) : 0} and purchaser_id = ${found ?? '00000000-0000-0000-0000-000000000000'}
    union all
    select id from purchasers where bucket = ${found ? bucketOf(found) : 0}
      and id = ${found ?? '00000000-0000-0000-0000-000000000000'} and mode = ${report.mode} and data_key is not null`.execute(
    db,
  )
  return rows.some((row) => row.id === found) ? rows.map((row) => row.id) : []
}

async function byName(db: Db, { mode, buyer }: BuyerReport): Promise<PurchaserId | undefined> {
  if (buyer.purchaserId !== undefined) return parsePublicId('per', buyer.purchaserId)
  if (buyer.memberCode === undefined) return undefined
  const code = parseNumber(buyer.memberCode)
  if (!code)
    throw invalidField(
      'buyer.memberCode',
      'member_code_check',
      'is not a member code: its check symbol does not fit',
    )
  const { rows } = await sql<{ id: PurchaserId }>`select id from purchasers
    where bucket = ${code.bucket} and member_code = ${code.number} and mode = ${mode}`.execute(db)
  return rows[0]?.id
}

async function byContact(db: Db, ctx: Context, report: BuyerReport): Promise<PurchaserId | undefined> {
  const [key] = contactKeys(ctx, report)
  if (!key) return undefined
  const { rows } = await sql<{ id: PurchaserId }>`
    select purchaser_id as id from contact_keys where bucket = ${key.bucket} and hash = ${key.hash}`.execute(
    db,
  )
  return rows[0]?.id
}

/** How a store reaches a person whose claim it looks after; null once they were erased. */
export async function reachableContacts(
  db: Db,
  ctx: Context,
  id: PurchaserId,
): Promise<{ name: string | null; email: string | null; phone: string | null } | null> {
  const person = await findPurchaser(db, id)
  if (!person) return null
  const dataKey = ctx.secrets.open(person.dataKey, id)
  const contacts = await listContacts(db, id)
  const first = (kind: string) => {
    const contact = contacts.find((each) => each.kind === kind)
    return contact ? decrypt(dataKey, contact.sealed, 'contact').toString() : null
  }
  return { name: openPurchaserName(dataKey, person.nameSealed), email: first('email'), phone: first('phone') }
}

/** What stands on a paper for a person; null once they were erased. */
export async function personOnPaper(
  db: Db,
  ctx: Context,
  id: PurchaserId,
): Promise<{ name: string | null; address: string | null; language: 'ja' | 'en' | 'zh' | null } | null> {
  const person = await findPurchaser(db, id)
  if (!person) return null
  const dataKey = ctx.secrets.open(person.dataKey, id)
  return {
    name: openPurchaserName(dataKey, person.nameSealed),
    address: person.addressSealed && decrypt(dataKey, person.addressSealed, 'address').toString(),
    language: person.language,
  }
}
