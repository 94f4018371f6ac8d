import { sql } from 'kysely'
import { findItems, itemKey, lockCatalogue } from '#modules/catalog/index.ts'
import type { ItemRow } from '#modules/catalog/index.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { Problem } from '#platform/errors.ts'
import { invalidField } from '#platform/errors.ts'
import type { PurchaseId, StoreId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import { originalUnknown, purchaseVoided, returnExceedsPurchase } from './errors.ts'
import type { ReturnedUnits } from './model.ts'
import { spreadReturn } from './model.ts'
import { compareWithRecorded } from './compare-recorded.ts'
import type { Key } from './queries.ts'
import { findLines, findPurchaseIds, keyName, lockPurchases, purchaseKey } from './queries.ts'
import { addHolder, addPending, addTraces, lineRow, purchaseRow } from './recorded-rows.ts'
import type { Outcome, Recording } from './recording.ts'
import type { LineRow, PurchaseRow } from './rows.ts'

/** A wave whose keys are taken, and for which everything that it needs to know is read. */
export type OpenWave = {
  /** Purchases that are there already just as they were reported again. */
  replayed: PurchaseId[]
  /**
   * Records one report of the wave, by its place. Its rows are added to `rows`, which the caller writes together
   * with the contracts; only what must lock or lose a race is done at once.
   */
  record(i: number, rows: Rows): Promise<Outcome>
  /** Gives back the keys of the reports that were refused. */
  close(): Promise<void>
}

/**
 * Opens a wave: reports of which no two have the same key and none returns another one of the wave.
 * @param read items that this transaction has read already, by `itemKey`
 */
export async function openWave(
  tx: Tx,
  ctx: Context,
  wave: readonly Recording[],
  read: ReadonlyMap<string, ItemRow> = new Map(),
): Promise<OpenWave> {
  const now = ctx.clock.now()
  const keys = wave.map((recording) => purchaseKey(recording.store.id, recording.reference))
  const ids = wave.map((recording, i) =>
    newId<'pur'>(recording.buyer ? bucketOf(recording.buyer.purchaserId) : (keys[i] as Key).bucket),
  )
  const lost = await takeKeys(tx, keys, ids)
  const present = await compareWithRecorded(tx, ctx, wave, lost)
  const originals = await lockOriginals(tx, wave, lost)
  const fresh = wave
    .map((recording, i) => ({ recording, id: ids[i] as PurchaseId, i }))
    .filter(({ i }) => !lost.has(i))
  const items = await itemsFor(tx, [...fresh.map((f) => f.recording), ...present.revised], read)
  const replayed = [...present.outcomes.values()].flatMap((known) =>
    'recorded' in known && known.recorded.replayed ? [known.recorded.purchase.id] : [],
  )
  const refusedKeys: Key[] = []
  return { replayed, record, close: () => releaseKeys(tx, refusedKeys) }

  async function record(i: number, rows: Rows): Promise<Outcome> {
    const recording = wave[i] as Recording
    const known = present.outcomes.get(i)
    if (known && ('problem' in known || known.recorded.replayed)) return known
    if (recording.refusal) {
      if (!known) refusedKeys.push(keys[i] as Key)
      return { problem: recording.refusal }
    }
    const back = takeBack(recording, originals.get(i))
    if (back?.problem) {
      if (!known) refusedKeys.push(keys[i] as Key)
      return { problem: back.problem }
    }
    const id = known ? known.recorded.purchase.id : (ids[i] as PurchaseId)
    const lines = recording.report.lines.map((_, n) => lineRow(id, recording, n, items))
    const purchase = purchaseRow(id, recording, back?.original ?? null, now)
    rows.add('purchase_lines', ...lines)
    if (known) {
      await present.replace(tx, purchase, known.recorded)
    } else {
      rows.add('purchases', purchase)
    }
    addPending(rows, recording, id, lines)
    addHolder(rows, recording, purchase, known?.recorded.purchase.purchaser_id ?? null)
    if (back) {
      await markReturned(tx, back.original, back.units, back.whole, now)
      if (!recording.buyer) await holdLikeOriginal(tx, back.original, purchase)
    }
    addTraces(
      { ...ctx, ...recording.by },
      rows,
      purchase,
      known ? known.recorded.purchase : null,
      recording.store,
    )
    return {
      recorded: {
        purchase,
        lines,
        replayed: false,
        replaces: known ? { lines: known.recorded.lines } : null,
        takesBack: back,
      },
    }
  }
}

/** Takes the keys, in one order; returns the places in the wave whose key another report has, with its purchase. */
async function takeKeys(
  tx: Tx,
  keys: readonly Key[],
  ids: readonly PurchaseId[],
): Promise<Map<number, PurchaseId>> {
  const order = keys
    .map((key, i) => ({ key, i, name: keyName(key) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const { rows } = await sql<{ purchase_id: PurchaseId }>`
    insert into purchase_keys (bucket, store_id, reference, purchase_id)
    select * from unnest(${order.map((o) => o.key.bucket)}::int[], ${order.map((o) => o.key.storeId)}::uuid[],
      ${order.map((o) => o.key.reference)}::text[], ${order.map((o) => ids[o.i])}::uuid[])
    on conflict do nothing returning purchase_id`.execute(tx)
  const won = new Set(rows.map((row) => row.purchase_id))
  const losers = order.filter((o) => !won.has(ids[o.i] as PurchaseId))
  const found = await findPurchaseIds(
    tx,
    losers.map((o) => o.key),
  )
  return new Map(losers.map((o) => [o.i, found.get(o.name) as PurchaseId]))
}

async function releaseKeys(tx: Tx, keys: readonly Key[]): Promise<void> {
  for (const key of keys) {
    await sql`delete from purchase_keys
      where bucket = ${key.bucket} and store_id = ${key.storeId} and reference = ${key.reference}`.execute(tx)
  }
}

type Original = { purchase: PurchaseRow; lines: LineRow[] }

async function lockOriginals(
  tx: Tx,
  wave: readonly Recording[],
  lost: Map<number, PurchaseId>,
): Promise<Map<number, Original>> {
  const asking = wave.flatMap((recording, i) =>
    recording.report.returnOf !== null && !lost.has(i)
      ? [{ i, key: purchaseKey(recording.store.id, recording.report.returnOf) }]
      : [],
  )
  const found = new Map<number, Original>()
  if (asking.length === 0) return found
  const ids = await findPurchaseIds(
    tx,
    asking.map((a) => a.key),
  )
  const locked = await lockPurchases(tx, [...ids.values()])
  const lines = await findLines(tx, [...locked.keys()])
  for (const { i, key } of asking) {
    const purchase = locked.get(ids.get(keyName(key)) as PurchaseId)
    if (purchase) found.set(i, { purchase, lines: lines.get(purchase.id) ?? [] })
  }
  return found
}

function takeBack(recording: Recording, original: Original | undefined) {
  const { report } = recording
  if (report.returnOf === null) return null
  if (!original || original.purchase.kind !== 'sale') return { problem: originalUnknown() }
  if (original.purchase.voided_at !== null) return { problem: purchaseVoided() }
  if (report.kind === 'void') {
    const units = original.lines.map((line) => ({
      lineN: line.n,
      quantity: line.quantity - line.returned,
      serialNumbers: [],
    }))
    return { original: original.purchase, units, whole: true }
  }
  const spread = spreadReturn(original.lines, report.lines)
  if ('line' in spread) return { problem: tooMuch(spread) }
  // A second return of the same original in this wave must see what this one took.
  for (const unit of spread.units) {
    const line = original.lines.find((l) => l.n === unit.lineN)
    if (line) line.returned += unit.quantity
  }
  return { original: original.purchase, units: spread.units, whole: false }
}

function tooMuch({ line, left }: { line: number; left: number | null }): Problem {
  if (left !== null) return returnExceedsPurchase(`lines[${line}].quantity`, left)
  return invalidField(
    `lines[${line}].originalLine`,
    'original_line_unknown',
    'must be the number of a line of the original that has this code',
  )
}

async function markReturned(
  tx: Tx,
  original: PurchaseRow,
  units: readonly ReturnedUnits[],
  whole: boolean,
  now: string,
): Promise<void> {
  for (const unit of units) {
    if (unit.quantity === 0 || whole) continue
    await sql`update purchase_lines set returned = returned + ${unit.quantity}
      where bucket = ${original.bucket} and purchase_id = ${original.id} and n = ${unit.lineN}`.execute(tx)
  }
  if (!whole) return
  original.voided_at = now
  await sql`update purchases set voided_at = ${now} where bucket = ${original.bucket} and id = ${original.id}`.execute(
    tx,
  )
}

/** A return that names no buyer is held by whoever holds its original, found and proved in the same way. */
async function holdLikeOriginal(tx: Tx, original: PurchaseRow, purchase: PurchaseRow): Promise<void> {
  if (original.purchaser_id === null) return
  await sql`insert into purchase_holders (bucket, purchaser_id, purchase_id, store_id, purchased_at, via, recorded_at, proven_at)
    select bucket, purchaser_id, ${purchase.id}::uuid, store_id, ${purchase.purchased_at}::timestamptz, via, recorded_at, proven_at
    from purchase_holders where bucket = ${bucketOf(original.purchaser_id)} and purchaser_id = ${original.purchaser_id}
      and purchase_id = ${original.id} and ended_at is null`.execute(tx)
}

/**
 * The items of all lines. Where a code is unknown and its line has no name of its own, the store's catalogue is locked
 * and asked again.
 */
async function itemsFor(
  tx: Tx,
  recordings: readonly Recording[],
  read: ReadonlyMap<string, ItemRow>,
): Promise<Map<string, ItemRow>> {
  const wanted = new Map<string, { storeId: StoreId; code: string }>()
  const nameless = new Set<string>()
  for (const { store, report } of recordings) {
    for (const { code, name } of report.lines) {
      const key = itemKey(store.id, code)
      wanted.set(key, { storeId: store.id, code })
      if (name === null) nameless.add(key)
    }
  }
  const items = new Map(read)
  const unread = [...wanted].filter(([key]) => !read.has(key)).map(([, value]) => value)
  for (const [key, item] of await findItems(tx, unread)) items.set(key, item)
  const missing = [...wanted]
    .filter(([key]) => !items.has(key) && nameless.has(key))
    .map(([, value]) => value)
  if (missing.length === 0) return items
  for (const storeId of [...new Set(missing.map((m) => m.storeId))].sort())
    await lockCatalogue(tx, storeId, 'shared')
  for (const [key, item] of await findItems(tx, missing)) items.set(key, item)
  return items
}
