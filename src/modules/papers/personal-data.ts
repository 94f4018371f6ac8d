import type { z } from 'zod'
import { storesOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { paperMoney } from '#platform/paper.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import type { After } from './queries.ts'
import { countPapersOf, listPapersOf } from './queries.ts'
import type { PaperSummary } from './schemas.ts'
import { paperSummary } from './views.ts'
import { forgetPurchasers } from './writes.ts'

type Entry = z.input<typeof PaperSummary>
const pageSize = 200

const words = {
  ja: { number: '番号', store: '店舗', at: '発行日時', due: '金額' },
  en: { number: 'Number', store: 'Store', at: 'Issued', due: 'Amount' },
}

/** Invoices and receipts: they stay seven years, as the law asks, without the person. */
export const papersPersonalData: PersonalData<Entry> = {
  name: 'papers',
  errors: [],
  title: { ja: '領収書・請求書', en: 'Receipts and invoices' },
  export: exportPapers,
  onPaper(entry, language) {
    const t = words[language]
    return {
      heading: entry.title[language],
      facts: [
        [t.number, entry.number],
        [t.store, entry.storeName],
        [t.at, entry.issuedAt],
        [t.due, paperMoney(entry.due, entry.currency)],
      ],
    }
  },
  async preview(_ctx, db, people) {
    const count = await countPapersOf(db, people)
    return { goes: [], stays: [{ what: 'paper', count }], contracts: [], claims: [] }
  },
  async erase(tx, _ctx, people) {
    await forgetPurchasers(tx, people)
    return { storeIds: [] }
  },
}

async function* exportPapers(ctx: Context, db: Db, people: readonly PurchaserId[]): AsyncGenerator<Entry> {
  let after: After
  do {
    const found = await listPapersOf(db, people, after, pageSize)
    const rows = found.slice(0, pageSize)
    const stores = await storesOf(
      ctx,
      rows.map((row) => row.storeId),
    )
    for (const row of rows) {
      const store = stores.get(row.storeId)
      if (store) yield paperSummary(row, store)
    }
    const last = rows.at(-1)
    after = found.length > pageSize && last ? [last.issuedAt, last.id] : undefined
  } while (after)
}
