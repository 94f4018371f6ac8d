import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Mode } from '#platform/auth.ts'
import { newNumber, parseNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { hexBytes } from '#platform/db.ts'
import type { Problem } from '#platform/errors.ts'
import { invalidField } from '#platform/errors.ts'
import type { OrganisationId, PurchaserId } from '#platform/ids.ts'
import { bucketOf, bucketOfText, newId, parsePublicId } from '#platform/ids.ts'
import { buyerUnknown } from './errors.ts'
import type { Contact } from './model.ts'
import { accountHashText, contactHashText, normalEmail, normalPhone } from './model.ts'

/** Whom a store reported, with whose words: the seller's organisation and its mode. */
export type BuyerReport = {
  mode: Mode
  organisationId: OrganisationId
  buyer: {
    memberCode?: string | undefined
    accountIdentifier?: string | undefined
    purchaserId?: string | undefined
    email?: string | undefined
    phone?: string | undefined
    name?: string | undefined
    address?: string | undefined
  }
}
export type BuyerVia = 'purchaser' | 'member' | 'email' | 'phone' | 'account'
export type ContactKey = {
  kind: 'email' | 'phone' | 'account'
  hash: Buffer
  bucket: number
  contact: Contact | null
}
/** A person first heard of in this report; kept by `keepNewBuyers` only if the report is. */
export type NewBuyer = {
  id: PurchaserId
  memberCode: string
  mode: Mode
  /** The key under which everything about this person is sealed. */
  dataKey: Buffer
  keys: ContactKey[]
  name: string | null
  address: string | null
}
export type ResolvedBuyer =
  | { purchaserId: PurchaserId; via: BuyerVia; created: NewBuyer | null }
  | { problem: Problem }

/** The keys by which a report can find its buyer, the strongest first. @throws invalidField for a phone that is none */
export function contactKeys(ctx: Context, { mode, organisationId, buyer }: BuyerReport): ContactKey[] {
  const keys: ContactKey[] = []
  const add = (kind: ContactKey['kind'], text: string, contact: Contact | null) => {
    const hash = ctx.secrets.keyedHash('contact', text)
    keys.push({ kind, hash, bucket: bucketOfText(hash.toString('hex')), contact })
  }
  if (buyer.email !== undefined) {
    const contact = { kind: 'email' as const, value: normalEmail(buyer.email) }
    add('email', contactHashText(mode, contact), contact)
  }
  if (buyer.phone !== undefined) {
    const value = normalPhone(buyer.phone)
    if (value === undefined)
      throw invalidField(
        'buyer.phone',
        'invalid_phone',
        'must be a phone number such as 090-1234-5678 or +81…',
      )
    add('phone', contactHashText(mode, { kind: 'phone', value }), { kind: 'phone', value })
  }
  if (buyer.accountIdentifier !== undefined) {
    add('account', accountHashText(mode, organisationId, buyer.accountIdentifier), null)
  }
  return keys
}

/**
 * Finds or makes the purchaser of each report. The first identifier decides, in the order purchaser id, member
 * code, e-mail, phone, the seller's customer number; the others never join two people.
 *
 * Of several transactions that meet a new contact at the same time one makes its key row; the others wait for it
 * and read the winner in a second statement. Keys are taken in one order, so that batches cannot deadlock.
 */
export async function resolveBuyers(
  tx: Tx,
  ctx: Context,
  reports: readonly BuyerReport[],
): Promise<ResolvedBuyer[]> {
  const plans = reports.map((report) => planFor(ctx, report))
  await findByName(tx, plans)
  const owners = await ownersOf(tx, ctx, plans)
  return plans.map((plan): ResolvedBuyer => {
    if (plan.problem) return { problem: plan.problem }
    if (plan.named) return { ...plan.named, created: null }
    const first = plan.keys[0] as ContactKey
    const owner = owners.get(first.hash.toString('hex')) as Owner
    // Only the report that made the person says more about them; equal reports in one batch share the person.
    const created =
      owner.created && owner.by === plan
        ? {
            ...owner.created,
            keys: plan.keys,
            name: plan.report.buyer.name ?? null,
            address: plan.report.buyer.address ?? null,
          }
        : owner.created
    return { purchaserId: owner.id, via: first.kind, created }
  })
}

type Ask = { via: 'purchaser' | 'member'; bucket: number; value: string; field: string }
type Plan = {
  report: BuyerReport
  keys: ContactKey[]
  problem?: Problem
  ask?: Ask
  named?: { purchaserId: PurchaserId; via: BuyerVia }
}
type Owner = { id: PurchaserId; created: NewBuyer | null; by: Plan }

function planFor(ctx: Context, report: BuyerReport): Plan {
  const { buyer } = report
  try {
    const keys = contactKeys(ctx, report)
    if (buyer.purchaserId !== undefined) {
      const id = parsePublicId('per', buyer.purchaserId)
      if (!id) return { report, keys, problem: buyerUnknown('buyer.purchaserId') }
      return {
        report,
        keys,
        ask: { via: 'purchaser', bucket: bucketOf(id), value: id, field: 'buyer.purchaserId' },
      }
    }
    if (buyer.memberCode !== undefined) {
      const code = parseNumber(buyer.memberCode)
      if (!code)
        return {
          report,
          keys,
          problem: invalidField(
            'buyer.memberCode',
            'member_code_check',
            'is not a member code: its check symbol does not fit',
          ),
        }
      return {
        report,
        keys,
        ask: { via: 'member', bucket: code.bucket, value: code.number, field: 'buyer.memberCode' },
      }
    }
    return { report, keys }
  } catch (error) {
    return { report, keys: [], problem: error as Problem }
  }
}

/** Purchasers by id or member code, in their own buckets. A test seller does not find live people, nor the reverse. */
async function findByName(tx: Tx, plans: Plan[]): Promise<void> {
  const asking = plans.filter((plan) => plan.ask)
  if (asking.length === 0) return
  const members = asking.filter((plan) => plan.ask?.via === 'member').map((plan) => plan.ask as Ask)
  const ids = asking.filter((plan) => plan.ask?.via === 'purchaser').map((plan) => plan.ask as Ask)
  const { rows } = await sql<{ id: PurchaserId; member_code: string; mode: Mode }>`
    select p.id, p.member_code, p.mode
    from unnest(${members.map((a) => a.bucket)}::int[], ${members.map((a) => a.value)}::text[]) as a (bucket, code)
    join purchasers p on p.bucket = a.bucket and p.member_code = a.code where p.data_key is not null
    union all
    select p.id, p.member_code, p.mode
    from unnest(${ids.map((a) => a.bucket)}::int[], ${ids.map((a) => a.value)}::uuid[]) as a (bucket, id)
    join purchasers p on p.bucket = a.bucket and p.id = a.id where p.data_key is not null`.execute(tx)
  for (const plan of asking) {
    const ask = plan.ask as Ask
    const row = rows.find(
      (r) => r.mode === plan.report.mode && (ask.via === 'member' ? r.member_code : r.id) === ask.value,
    )
    if (row) plan.named = { purchaserId: row.id, via: ask.via }
    else plan.problem = buyerUnknown(ask.field)
  }
}

async function ownersOf(tx: Tx, ctx: Context, plans: Plan[]): Promise<Map<string, Owner>> {
  const wanted = new Map<string, { key: ContactKey; plan: Plan }>()
  for (const plan of plans) {
    const key = plan.problem || plan.named ? undefined : plan.keys[0]
    if (key && !wanted.has(key.hash.toString('hex'))) wanted.set(key.hash.toString('hex'), { key, plan })
  }
  const owners = new Map<string, Owner>()
  if (wanted.size === 0) return owners
  const take = async (names: string[]) => {
    for (const row of await readKeys(
      tx,
      names.map((name) => (wanted.get(name) as { key: ContactKey }).key),
    )) {
      const name = row.hash.toString('hex')
      owners.set(name, { id: row.purchaser_id, created: null, by: (wanted.get(name) as { plan: Plan }).plan })
    }
  }
  await take([...wanted.keys()])
  const missing = [...wanted.keys()].filter((name) => !owners.has(name)).sort()
  if (missing.length === 0) return owners
  const made = missing.map((name) => {
    const { key, plan } = wanted.get(name) as { key: ContactKey; plan: Plan }
    // A new person's bucket is chance: the contact's own bucket would tell the contact's hash from the id.
    const id = newId<'per'>(Math.floor(Math.random() * 1024))
    return { name, key, plan, id }
  })
  const { rows } = await sql<{ hash: Buffer }>`
    insert into contact_keys (bucket, hash, kind, purchaser_id, created_at)
    select bucket, hash, kind, purchaser_id, ${ctx.clock.now()}::timestamptz
    from unnest(${made.map((m) => m.key.bucket)}::int[], ${made.map((m) => hexBytes(m.key.hash))}::bytea[],
      ${made.map((m) => m.key.kind)}::text[], ${made.map((m) => m.id)}::uuid[]) as k (bucket, hash, kind, purchaser_id)
    on conflict do nothing returning hash`.execute(tx)
  const won = new Set(rows.map((row) => row.hash.toString('hex')))
  for (const { name, plan, id } of made) {
    if (!won.has(name)) continue
    const created = {
      id,
      memberCode: newNumber(bucketOf(id)),
      mode: plan.report.mode,
      dataKey: randomBytes(32),
      keys: [],
      name: null,
      address: null,
    }
    owners.set(name, { id, created, by: plan })
  }
  await take(missing.filter((name) => !won.has(name)))
  return owners
}

async function readKeys(tx: Tx, keys: ContactKey[]): Promise<{ hash: Buffer; purchaser_id: PurchaserId }[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ hash: Buffer; purchaser_id: PurchaserId }>`
    select k.hash, k.purchaser_id
    from unnest(${keys.map((k) => k.bucket)}::int[], ${keys.map((k) => hexBytes(k.hash))}::bytea[]) as a (bucket, hash)
    join contact_keys k on k.bucket = a.bucket and k.hash = a.hash`.execute(tx)
  return rows
}
