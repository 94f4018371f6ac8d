import { queryOptions } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import type { Settlement } from '#api/types.ts'

/** Most is known at once; what takes long can take hours. */
const againMs = 2000
const laterMs = 20_000
const quickLooks = 30

/** One payment. What its provider still works on is asked for again: of that no event need come. */
export function paymentOf(settlementId: string) {
  return queryOptions({
    ...q('/v1/me/settlements/{settlementId}', { params: { path: { settlementId } } }),
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && isUnderWay(data) ? (dataUpdateCount < quickLooks ? againMs : laterMs) : false,
  })
}

function isUnderWay({ state, refunds }: Settlement): boolean {
  const open = refunds.some(({ tenders }) =>
    tenders.some((tender) => ['requested', 'unknown'].includes(tender.state)),
  )
  return state === 'processing' || open
}
