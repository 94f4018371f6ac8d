import type { z } from 'zod'
import type { PersonalData } from '#platform/personal-data.ts'
import { countPeoplesSettlements, listPeoplesSettlements } from './queries.ts'
import type { SettlementView } from './schemas.ts'
import { settlementView } from './views.ts'
import { forgetPurchasers } from './writes.ts'

type Entry = z.input<typeof SettlementView>

const words = {
  ja: { paid: '支払日時', total: '支払額', state: '状態', items: '内容', coupon: 'クーポン' },
  en: { paid: 'Paid', total: 'Amount', state: 'State', items: 'Items', coupon: 'Coupon' },
}
const pageSize = 200

/** Payments at tills: amounts, tax and postings stay as the law asks, without the person. */
export const settlementsPersonalData: PersonalData<Entry> = {
  name: 'settlements',
  errors: [],
  title: { ja: '店頭でのお支払い', en: 'Payments at tills' },
  async *export(ctx, db, people) {
    let after: readonly [string, string] | undefined
    for (;;) {
      const rows = await listPeoplesSettlements(db, people, { after, limit: pageSize })
      const kept = rows.slice(0, pageSize)
      for (const row of kept) yield await settlementView(ctx, row)
      const last = kept.at(-1)
      if (!last || rows.length <= pageSize) return
      after = [last.occurred_at, last.id]
    }
  },
  onPaper(entry, language) {
    const t = words[language]
    return {
      heading: `${entry.store.name} ${entry.reference}`,
      facts: [
        [t.paid, entry.occurredAt],
        [t.total, `${entry.amountDue} ${entry.currency}`],
        [t.state, entry.state],
        [t.items, entry.lines.map(({ description, quantity }) => `${description} × ${quantity}`).join(', ')],
        ...entry.couponsUsed.map(({ name, amount }): [string, string] => [
          t.coupon,
          `${name[language] ?? name.ja} ${amount}`,
        ]),
      ],
    }
  },
  async preview(_ctx, db, people) {
    const count = await countPeoplesSettlements(db, people)
    return { goes: [], stays: [{ what: 'settlement', count }], contracts: [], claims: [] }
  },
  async erase(tx, _ctx, people) {
    return { storeIds: await forgetPurchasers(tx, people) }
  },
}
