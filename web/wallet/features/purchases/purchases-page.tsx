import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { pages } from '#api/query.ts'
import type { PurchaseSummary } from '#api/types.ts'
import { dayIn } from '#kit/format/days.ts'
import { formatMonth } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import { MoreButton } from '../../parts/more-button.tsx'
import { purchaseQuery } from './filters.ts'
import type { Filters } from './filters.ts'
import { NoPurchases } from './no-purchases.tsx'
import { PurchaseFilters } from './purchase-filters.tsx'
import { PurchaseRow } from './purchase-row.tsx'
import classes from './purchases.module.css'
import { Totals } from './totals.tsx'

const route = getRouteApi('/frame/purchases')

/** 買い物: purchases of all stores, by month, with what they come to. */
export function PurchasesPage() {
  const t = useT()
  const filters: Filters = route.useSearch()
  const navigate = route.useNavigate()
  const query = purchaseQuery(filters)
  const list = useInfiniteQuery(pages('/v1/me/purchases', { params: { query } }))
  return (
    <>
      <PageHeader title={t('purchases.title')} />
      <PurchaseFilters
        filters={filters}
        onChange={(next) => void navigate({ search: next, replace: true })}
      />
      <Totals query={query} />
      <Loadable state={list} skeleton={<SkeletonRows />}>
        {({ pages: loaded }) => {
          const all = loaded.flatMap((page) => page.items)
          if (all.length === 0) {
            return (
              <NoPurchases
                filtered={Object.keys(query).length > 0}
                onClear={() => void navigate({ search: {} })}
              />
            )
          }
          return (
            <>
              <Months purchases={all} />
              <MoreButton list={list} />
            </>
          )
        }}
      </Loadable>
    </>
  )
}

/** Each purchase in the month that it was made in by its store's clock. */
function Months({ purchases }: { purchases: readonly PurchaseSummary[] }) {
  const { language } = useLanguage()
  const months = Map.groupBy(purchases, (p) => dayIn(p.store.timeZone, p.purchasedAt).slice(0, 7))
  return [...months].map(([month, rows]) => (
    <section key={month} aria-labelledby={`month-${month}`}>
      <h2 id={`month-${month}`} className={classes['month']}>
        {formatMonth(month, language)}
      </h2>
      <ul className={`surface ${classes['rows'] ?? ''}`}>
        {rows.map((purchase) => (
          <PurchaseRow key={purchase.id} purchase={purchase} />
        ))}
      </ul>
    </section>
  ))
}
