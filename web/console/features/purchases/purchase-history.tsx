import type { Purchase } from '#api/types.ts'
import { History } from '#kit/detail/history.tsx'
import type { HistoryEntry } from '#kit/detail/history.tsx'
import { useT } from './messages.ts'

/** What is known to have happened to a purchase, the newest first. */
export function PurchaseHistory({ purchase }: { purchase: Purchase }) {
  const t = useT()
  const { purchasedAt, recordedAt, voidedAt, disownedAt, revision, store } = purchase
  const entries: HistoryEntry[] = [
    { key: 'purchased', at: purchasedAt, title: t('happened.purchased') },
    {
      key: 'recorded',
      at: recordedAt,
      title: t(revision > 1 ? 'happened.revised' : 'happened.recorded'),
      ...(revision > 1 ? { detail: t('revisionN', { revision }) } : {}),
    },
    ...(voidedAt === null ? [] : [{ key: 'voided', at: voidedAt, title: t('happened.voided') }]),
    ...(disownedAt === null
      ? []
      : [
          {
            key: 'disowned',
            at: disownedAt,
            title: t('happened.disowned'),
            detail: t('happened.disownedHint'),
          },
        ]),
  ]
  entries.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
  return <History entries={entries} zone={store.timeZone} />
}
