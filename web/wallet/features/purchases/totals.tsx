import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import type { PurchaseTotals } from '#api/types.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { formatMoney, formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import type { purchaseQuery } from './filters.ts'
import classes from './purchases.module.css'

type Item = PurchaseTotals['items'][number]

/** What the listed purchases come to, per currency: sales less returns. A failure hides it; the list says why. */
export function Totals({ query }: { query: ReturnType<typeof purchaseQuery> }) {
  const t = useT()
  const { data } = useQuery({
    ...q('/v1/me/purchase-totals', { params: { query } }),
    placeholderData: (previous) => previous,
  })
  if (!data || data.items.length === 0) return null
  const currencies = Map.groupBy(data.items, (item) => item.currency)
  return (
    <section aria-label={t('purchases.total')} className={classes['totals']}>
      {[...currencies].map(([currency, items]) => (
        <CurrencyTotal key={currency} currency={currency} items={items} />
      ))}
    </section>
  )
}

function CurrencyTotal({ currency, items }: { currency: string; items: readonly Item[] }) {
  const t = useT()
  const { language } = useLanguage()
  const sum = (of: (item: Item) => number) => items.reduce((total, item) => total + of(item), 0)
  const [spent, returned] = [sum((item) => item.spent), sum((item) => item.returned)]
  const money = (amount: number) => formatMoney(amount, currency, language)
  return (
    <div className={classes['total']}>
      <span className={classes['totalLabel']}>
        {t('purchases.totalOf', {
          count: formatNumber(
            sum((item) => item.purchases),
            language,
          ),
        })}
      </span>
      <MoneyText className={classes['totalAmount'] ?? ''} amount={spent - returned} currency={currency} />
      {returned > 0 && (
        <span className={classes['totalLabel']}>
          {t('purchases.totalParts', { spent: money(spent), returned: money(returned) })}
        </span>
      )}
    </div>
  )
}
