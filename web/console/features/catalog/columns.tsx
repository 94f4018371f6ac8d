import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { useT as useCommonT } from '../../messages.ts'
import classes from '../../parts/parts.module.css'
import type { Item } from '../../types.ts'
import { useT } from './messages.ts'

export function useColumns(): Column<Item>[] {
  const t = useT()
  const common = useCommonT()
  return [
    { key: 'code', header: t('code'), cell: (row) => <span className="figures">{row.code}</span> },
    {
      key: 'name',
      header: t('name'),
      cell: (row) => (
        <>
          {row.name} {row.deleted && <StatusBadge tone="ended">{t('deleted')}</StatusBadge>}
          <div className={classes['muted']}>
            {[row.maker, row.model].filter((word) => word !== null).join(' · ')}
          </div>
        </>
      ),
    },
    { key: 'category', header: t('category'), cell: (row) => row.category },
    {
      key: 'price',
      header: t('price'),
      align: 'right',
      cell: (row) =>
        row.price !== null &&
        row.currency !== null && <MoneyText amount={row.price} currency={row.currency} />,
    },
    {
      key: 'maker',
      header: t('makerWarranty'),
      wideOnly: true,
      cell: (row) =>
        row.makerWarrantyMonths === null ? t('unknown') : t('months', { months: row.makerWarrantyMonths }),
    },
    { key: 'tax', header: t('tax'), wideOnly: true, cell: (row) => common(`tax.${row.taxCategory}`) },
    {
      key: 'updated',
      header: t('updated'),
      wideOnly: true,
      cell: (row) => <DateText value={row.updatedAt} />,
    },
  ]
}
