import type { ContractSummary } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { ContractStatusBadge } from '../../parts/contract-status.tsx'
import { ItemName } from '../../parts/item-name.tsx'
import { localText } from '../../parts/local-text.ts'
import classes from '../../parts/parts.module.css'
import { useT } from './messages.ts'

export function useColumns(): Column<ContractSummary>[] {
  const t = useT()
  const { language } = useLanguage()
  return [
    { key: 'number', header: t('number'), cell: (row) => <span className="figures">{row.number}</span> },
    { key: 'status', header: t('status'), cell: (row) => <ContractStatusBadge contract={row} /> },
    {
      key: 'item',
      header: t('item'),
      cell: (row) => (
        <>
          <ItemName name={row.item.name} code={row.item.code} />
          <div className={classes['muted']}>{localText(row.plan.name, language)}</div>
        </>
      ),
    },
    { key: 'store', header: t('store'), wideOnly: true, cell: (row) => row.store.name },
    { key: 'until', header: t('until'), cell: (row) => <DateText value={row.lastDay} /> },
    {
      key: 'premium',
      header: t('premium'),
      align: 'right',
      cell: (row) => (
        <>
          <MoneyText amount={row.premium} currency={row.currency} />
          {row.planPriceDiffers && (
            <div>
              <StatusBadge tone="info">{t('differs')}</StatusBadge>
            </div>
          )}
        </>
      ),
    },
  ]
}
