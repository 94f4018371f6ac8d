import type { z } from 'zod'
import type { PersonalData } from '#platform/personal-data.ts'
import { holdingViews } from './show-wallet.ts'
import { listHoldingIds } from './wallet-queries.ts'
import type { HoldingView } from './wallet-schemas.ts'
import { forgetBuyers } from './writes.ts'

type Entry = z.input<typeof HoldingView>

const pageSize = 200
const words = {
  ja: { state: '状態', added: '追加日時', until: '期限' },
  en: { state: 'State', added: 'Added', until: 'Until' },
}

/** Coupons: the wallet and what was selected goes, and who used what; that it was used, and for how much, stays. */
export const couponsPersonalData: PersonalData<Entry> = {
  name: 'coupons',
  errors: [],
  title: { ja: 'クーポン', en: 'Coupons' },
  async *export(ctx, db, people) {
    let after: string | undefined
    for (;;) {
      const ids = await listHoldingIds(db, people, after, pageSize)
      yield* await holdingViews(ctx, people, ids)
      after = ids.at(-1)
      if (ids.length < pageSize) return
    }
  },
  onPaper(entry, language) {
    const t = words[language]
    return {
      heading: entry.name[language] ?? entry.name.ja,
      facts: [
        [t.state, entry.state],
        [t.added, entry.addedAt],
        [t.until, entry.lastDay ?? ''],
      ],
    }
  },
  async preview(_ctx, db, people) {
    let count = 0
    for (let after: string | undefined; ;) {
      const ids = await listHoldingIds(db, people, after, pageSize)
      count += ids.length
      after = ids.at(-1)
      if (ids.length < pageSize) break
    }
    return { goes: [{ what: 'coupon', count }], stays: [], contracts: [], claims: [] }
  },
  async erase(tx, ctx, people) {
    await forgetBuyers(tx, people, ctx.clock.now())
    return { storeIds: [] }
  },
}
