import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { hexBytes, insertRows } from '#platform/db.ts'
import type { PurchaseId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { purchaseConflict, revisionGap, revisionNotPossible } from './errors.ts'
import { contentHash, differingFields } from './model.ts'
import { findLines, findPurchases, findRevisionHash, lockPurchases } from './queries.ts'
import type { Outcome, Recorded, Recording } from './recording.ts'
import type { LineRow, PurchaseRow } from './rows.ts'
import { reportFrom } from './rows.ts'

/**
 * What to do with reports whose reference is recorded already: the same again → the same answer; other content →
 * a conflict that names the fields; a higher revision → the caller replaces.
 */
export async function compareWithRecorded(
  tx: Tx,
  ctx: Context,
  wave: readonly Recording[],
  lost: Map<number, PurchaseId>,
) {
  const outcomes = new Map<number, { recorded: Recorded } | Extract<Outcome, { problem: unknown }>>()
  const revised: Recording[] = []
  if (lost.size === 0) return { outcomes, revised, replace }
  const ids = [...new Set(lost.values())]
  const found = await findPurchases(tx, ids)
  const raising = [...lost]
    .filter(([i, id]) => (wave[i] as Recording).revision > (found.get(id)?.revision ?? 0))
    .map(([, id]) => id)
  for (const [id, row] of await lockPurchases(tx, raising)) found.set(id, row)
  const lines = await findLines(tx, ids)
  for (const [i, id] of lost) {
    const recording = wave[i] as Recording
    const purchase = found.get(id) as PurchaseRow
    const outcome = await compare(tx, recording, purchase, lines.get(id) ?? [])
    outcomes.set(i, outcome)
    if ('recorded' in outcome && !outcome.recorded.replayed) revised.push(recording)
  }
  return { outcomes, revised, replace }

  /** Puts the earlier revision into the history and the new one into its place. */
  async function replace(tx: Tx, next: PurchaseRow, before: Recorded): Promise<void> {
    const { purchase, lines } = before
    await insertRows(tx, 'purchase_revisions', [
      {
        bucket: purchase.bucket,
        purchase_id: purchase.id,
        revision: purchase.revision,
        content_hash: hexBytes(purchase.content_hash as Buffer),
        content: reportFrom(purchase, lines, null),
        replaced_at: ctx.clock.now(),
      },
    ])
    await sql`delete from pending_lines where bucket = ${bucketOf(purchase.store_id)} and store_id = ${purchase.store_id}
      and code = any(${lines.map((line) => line.code)}::text[]) and purchase_id = ${purchase.id}`.execute(tx)
    await sql`delete from purchase_lines where bucket = ${purchase.bucket} and purchase_id = ${purchase.id}`.execute(
      tx,
    )
    await sql`update purchases set (revision, purchased_at, currency, price_basis, total, line_count, content_hash,
        buyer_hash, purchaser_id, buyer_name_sealed, recorded_at)
      = (select revision, purchased_at, currency, price_basis, total, line_count, content_hash, buyer_hash,
        purchaser_id, buyer_name_sealed, recorded_at from json_populate_record(null::purchases, ${JSON.stringify(next)}::json))
      where bucket = ${purchase.bucket} and id = ${purchase.id}`.execute(tx)
    if (next.purchaser_id !== null && purchase.purchaser_id !== next.purchaser_id) {
      // A buyer who held it two revisions ago holds it again: the ended row gives way to the new one.
      await sql`delete from purchase_holders where bucket = ${bucketOf(next.purchaser_id)}
        and purchaser_id = ${next.purchaser_id} and purchase_id = ${purchase.id}`.execute(tx)
    }
    if (purchase.purchaser_id !== null && purchase.purchaser_id !== next.purchaser_id) {
      await sql`update purchase_holders set ended_at = ${ctx.clock.now()} where bucket = ${bucketOf(purchase.purchaser_id)}
        and purchaser_id = ${purchase.purchaser_id} and purchase_id = ${purchase.id}`.execute(tx)
    }
    if (
      purchase.purchaser_id === next.purchaser_id &&
      purchase.purchaser_id !== null &&
      purchase.purchased_at !== next.purchased_at
    ) {
      await sql`update purchase_holders set purchased_at = ${next.purchased_at} where bucket = ${bucketOf(purchase.purchaser_id)}
        and purchaser_id = ${purchase.purchaser_id} and purchase_id = ${purchase.id}`.execute(tx)
    }
  }
}

async function compare(tx: Tx, recording: Recording, purchase: PurchaseRow, lines: LineRow[]) {
  const same = (hash: Buffer) => (purchase.content_hash as Buffer).equals(hash)
  const sent = contentHash(recording.report)
  const buyerSame = equalHashes(purchase.buyer_hash as Buffer | null, recording.buyerHash)
  const recorded = (replayed: boolean): { recorded: Recorded } => ({
    recorded: { purchase, lines, replayed, replaces: null, takesBack: null },
  })
  if (recording.revision === purchase.revision) {
    if (same(sent) && buyerSame) return recorded(true)
    const returnOf = purchase.return_of === null ? null : await referenceOf(tx, purchase.return_of)
    const differing = differingFields(reportFrom(purchase, lines, returnOf), recording.report, !buyerSame)
    return { problem: purchaseConflict(recording.reference, differing) }
  }
  if (recording.revision < purchase.revision) {
    const earlier = await findRevisionHash(tx, purchase.id, recording.revision)
    return earlier?.equals(sent) ? recorded(true) : { problem: revisionGap(purchase.revision) }
  }
  if (purchase.kind !== 'sale' || recording.report.kind !== 'sale')
    return { problem: revisionNotPossible('only sales have revisions') }
  if (purchase.voided_at !== null) return { problem: revisionNotPossible('it was voided') }
  if (lines.some((line) => line.returned > 0))
    return { problem: revisionNotPossible('a part of it was returned') }
  return recorded(false)
}

async function referenceOf(tx: Tx, id: PurchaseId): Promise<string | null> {
  return (await findPurchases(tx, [id])).get(id)?.reference ?? null
}

function equalHashes(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b)
}
