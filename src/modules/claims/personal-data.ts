import type { z } from 'zod'
import { closeContractClaim } from '#modules/contracts/index.ts'
import { everHeldPurchaseIds } from '#modules/purchases/index.ts'
import { forgetGuestOrigins } from '#platform/audit.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { enqueue } from '#platform/jobs.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { claimsWithCoupon } from './coupon-queries.ts'
import { forgetCodes } from './coupon-writes.ts'
import { claimOpen } from './errors.ts'
import { takeCouponBack } from './give-coupon.ts'
import { holdClaim, takeStep } from './held-claim.ts'
import { removePhotosJob } from './jobs.ts'
import { stateAfter } from './model.ts'
import type { ListedClaim } from './queries.ts'
import { listPeoplesClaims, listPhotos } from './queries.ts'
import type { ClaimView } from './schemas.ts'
import { claimView } from './views.ts'
import { newClaimKey } from './words.ts'
import { forgetClaimants, forgetPhotos } from './writes.ts'

type Entry = z.input<typeof ClaimView>

const words = {
  ja: { item: '商品', filed: '申請日時', state: '状態', description: '申請の内容', note: '記録' },
  en: { item: 'Item', filed: 'Filed', state: 'State', description: 'What was written', note: 'Note' },
}

/** Claims: what people wrote and photographed goes; that there was a claim, and what it cost, stays. */
export const claimsPersonalData: PersonalData<Entry> = {
  name: 'claims',
  errors: [claimOpen],
  title: { ja: '保証の申請', en: 'Warranty claims' },
  async *export(ctx, db, people) {
    for (const row of await listPeoplesClaims(db, people, await everHeldPurchaseIds(db, people)))
      yield await claimView(ctx, row)
  },
  onPaper(entry, language) {
    const t = words[language]
    const notes = entry.history.flatMap(({ at, note }): [string, string][] =>
      note === null ? [] : [[t.note, `${at} ${note}`]],
    )
    return {
      heading: entry.receptionNumber,
      facts: [
        [t.item, entry.item.name ?? entry.item.code],
        [t.filed, entry.filedAt],
        [t.state, entry.state],
        [t.description, entry.description ?? ''],
        ...notes,
      ],
    }
  },
  async preview(_ctx, db, people) {
    const rows = await listPeoplesClaims(db, people, await everHeldPurchaseIds(db, people))
    const withCoupon = await claimsWithCoupon(
      db,
      rows.map((row) => row.id),
    )
    let photos = 0
    for (const row of rows) photos += (await listPhotos(db, row.id)).length
    return {
      goes: [
        { what: 'claim_words', count: rows.length },
        { what: 'photo', count: photos },
      ],
      stays: [{ what: 'claim', count: rows.length }],
      contracts: [],
      claims: rows.filter(isOpen).map((row) => ({
        receptionNumber: formatNumber(row.reception_number),
        item: row.item_name ?? row.item_code,
        state: row.state,
        withdrawable: isWithdrawable(row) || withCoupon.has(row.id),
      })),
    }
  },
  async erase(tx, ctx, people) {
    const rows = await listPeoplesClaims(tx, people, await everHeldPurchaseIds(tx, people))
    for (const row of rows) if (isOpen(row)) await withdraw(tx, ctx, row)
    const files: string[] = []
    for (const row of rows) {
      for (const { file, thumbnail } of await listPhotos(tx, row.id))
        files.push(...[file, thumbnail].filter((name) => name !== null))
    }
    const ids = rows.map((row) => row.id)
    await forgetPhotos(tx, ids)
    await forgetCodes(tx, ids)
    await forgetClaimants(tx, new Map(ids.map((id) => [id, newClaimKey(ctx, id)])))
    if (files.length > 0) await enqueue(tx, removePhotosJob, { files })
    await forgetGuestOrigins(tx, rows)
    return { storeIds: rows.map((row) => row.store_id) }
  },
}

/** Withdraws an open claim of somebody who goes. @throws claimOpen where the goods are with the repairer already */
async function withdraw(tx: Tx, ctx: Context, row: ListedClaim): Promise<void> {
  const held = await holdClaim(tx, ctx, row)
  // Closed between the reading and the lock.
  if (!isOpen(held.claim)) return
  await takeCouponBack(tx, { ...ctx, tx }, held, 'person_erased')
  if (!isWithdrawable(held.claim)) throw claimOpen(formatNumber(row.reception_number))
  await takeStep(tx, ctx, held, {
    kind: 'withdraw',
    to: 'withdrawn',
    change: { proposed: null },
    data: { reason: 'person_erased' },
  })
  await closeContractClaim(tx, held.contract.id, held.claim.id, 'ended', held.now)
}

function isOpen(claim: Pick<ListedClaim, 'closed_at'>): boolean {
  return claim.closed_at === null
}

function isWithdrawable({ state, appealed }: Pick<ListedClaim, 'state' | 'appealed'>): boolean {
  return stateAfter({ state, steps: [], buyerPays: 0, appealed }, 'withdraw') !== undefined
}
