import type { PurchaseSummary } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { ItemName } from '../../parts/item-name.tsx'
import classes from '../../parts/parts.module.css'
import { useT } from './messages.ts'
import { PurchaseFlags } from './purchase-flags.tsx'

export function useColumns(): Column<PurchaseSummary>[] {
  const t = useT()
  return [
    {
      key: 'purchasedAt',
      header: t('purchasedAt'),
      width: 190,
      cell: (row) => <DateText value={row.purchasedAt} zone={row.store.timeZone} time />,
    },
    {
      key: 'store',
      header: t('store'),
      wideOnly: true,
      cell: (row) => row.store.name,
    },
    {
      key: 'reference',
      header: t('reference'),
      cell: (row) => <span className="figures">{row.reference}</span>,
    },
    { key: 'contents', header: t('contents'), cell: (row) => <Contents purchase={row} /> },
    { key: 'flags', header: t('kind'), cell: (row) => <PurchaseFlags purchase={row} /> },
    {
      key: 'total',
      header: t('total'),
      align: 'right',
      cell: (row) => <PurchaseAmount purchase={row} />,
    },
  ]
}

function Contents({ purchase }: { purchase: PurchaseSummary }) {
  const t = useT()
  const { firstLine, lineCount } = purchase
  if (!firstLine) return <span className={classes['muted']}>{t('noLines')}</span>
  return (
    <>
      <ItemName {...firstLine} />
      {lineCount > 1 && <div className={classes['muted']}>{t('moreLines', { count: lineCount - 1 })}</div>}
    </>
  )
}

/** What came in; what went back carries a minus. */
export function PurchaseAmount({
  purchase,
}: {
  purchase: Pick<PurchaseSummary, 'kind' | 'total' | 'currency' | 'voidedAt'>
}) {
  const { kind, total, currency, voidedAt } = purchase
  const amount = kind === 'return' && total > 0 ? -total : total
  return (
    <MoneyText
      amount={amount}
      currency={currency}
      {...(voidedAt ? { td: 'line-through', c: 'dimmed' } : {})}
    />
  )
}
