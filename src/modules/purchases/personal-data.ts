import { sql } from 'kysely'
import type { z } from 'zod'
import { storesOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { paperMoney } from '#platform/paper.ts'
import { everHeldPurchaseIds, holdingPerson, listHeldPurchases, visiblePurchaseIds } from './holdings.ts'
import { findLines } from './queries.ts'
import type { PurchaseView } from './schemas.ts'
import { purchaseView } from './views.ts'

type Entry = z.input<typeof PurchaseView>
const pageSize = 200

const words = {
  ja: { on: '購入日時', total: '合計', reference: 'レシート番号', lines: '品目' },
  en: { on: 'Bought', total: 'Total', reference: 'Receipt', lines: 'Items' },
}

/** Purchases: what stays of them is the business record; who held them goes. */
export const purchasesPersonalData: PersonalData<Entry> = {
  name: 'purchases',
  errors: [],
  title: { ja: '買い物', en: 'Purchases' },
  export: exportPurchases,
  onPaper(entry, language) {
    const t = words[language]
    const lines = entry.lines.map((line) => `${line.name ?? line.code} × ${line.quantity}`).join(', ')
    return {
      heading: entry.store.name,
      facts: [
        [t.on, entry.purchasedAt],
        [t.reference, entry.reference],
        [t.total, paperMoney(entry.total, entry.currency)],
        [t.lines, lines],
      ],
    }
  },
  async preview(_ctx, db, people) {
    const ids = await everHeldPurchaseIds(db, people)
    const { rows } = await sql<{ count: number }>`select count(*)::int as count
      from unnest(${ids.map(bucketOf)}::int[], ${ids}::uuid[]) as a (bucket, id)
      join purchases p on p.bucket = a.bucket and p.id = a.id
      where p.purchaser_id = any(${people}::uuid[]) and p.buyer_name_sealed is not null`.execute(db)
    const visible = await visiblePurchaseIds(db, holdingPerson(people))
    return {
      goes: [{ what: 'buyer_name', count: rows[0]?.count ?? 0 }],
      stays: [{ what: 'purchase', count: visible.length }],
      contracts: [],
      claims: [],
    }
  },
  async erase(tx, ctx, people) {
    const ids = await everHeldPurchaseIds(tx, people)
    const { rows } = await sql<{ store_id: string }>`update purchase_holders set ended_at = ${ctx.clock.now()}
      where bucket = any(${people.map(bucketOf)}::int[]) and purchaser_id = any(${people}::uuid[]) and ended_at is null
      returning store_id`.execute(tx)
    // `buyer_hash` stays: by it the same report, sent again, is known and answered rather than recorded anew.
    await sql`update purchases p set purchaser_id = null, buyer_name_sealed = null
      from unnest(${ids.map(bucketOf)}::int[], ${ids}::uuid[]) as a (bucket, id)
      where p.bucket = a.bucket and p.id = a.id and p.purchaser_id = any(${people}::uuid[])`.execute(tx)
    return { storeIds: rows.map((row) => row.store_id) }
  },
}

async function* exportPurchases(ctx: Context, db: Db, people: readonly PurchaserId[]): AsyncGenerator<Entry> {
  // A list without a kind leaves voids out.
  for (const kind of [undefined, 'void']) {
    let after: readonly [string, string] | undefined
    do {
      const page = await listHeldPurchases(db, holdingPerson(people), { kind, after, limit: pageSize })
      const rows = page.slice(0, pageSize)
      const stores = await storesOf(
        ctx,
        rows.map((row) => row.store_id),
      )
      const lines = await findLines(
        db,
        rows.map((row) => row.id),
      )
      for (const row of rows) {
        const store = stores.get(row.store_id)
        if (store) yield purchaseView(row, lines.get(row.id) ?? [], store)
      }
      const last = rows.at(-1)
      after = page.length > pageSize && last ? [last.purchased_at, last.id] : undefined
    } while (after)
  }
}
