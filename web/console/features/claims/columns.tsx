import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { ItemName } from '../../parts/item-name.tsx'
import partClasses from '../../parts/parts.module.css'
import { ClaimMarks, ClaimStateBadge } from './claim-state.tsx'
import { useT } from './messages.ts'
import type { ClaimSummary } from './types.ts'
import { useWord } from './words.ts'

export function useColumns(): Column<ClaimSummary>[] {
  const t = useT()
  const word = useWord()
  return [
    {
      key: 'number',
      header: t('number'),
      cell: (row) => (
        <>
          <span className="figures">{row.receptionNumber}</span>
          <div className={partClasses['muted']}>
            <DateText value={row.filedAt} zone={row.store.timeZone} />
          </div>
        </>
      ),
    },
    {
      key: 'state',
      header: t('state'),
      cell: (row) => (
        <div className={partClasses['flags']}>
          <ClaimStateBadge state={row.state} />
          <ClaimMarks claim={row} />
        </div>
      ),
    },
    {
      key: 'item',
      header: t('item'),
      cell: (row) => (
        <>
          <ItemName name={row.item.name} code={row.item.code} />
          <div className={partClasses['muted']}>
            {word('cause', row.cause)} / {word('fault', row.fault)}
          </div>
        </>
      ),
    },
    {
      key: 'due',
      header: t('due'),
      cell: (row) => row.decisionDueOn && <DateText value={row.decisionDueOn} />,
    },
    { key: 'store', header: t('store'), wideOnly: true, cell: (row) => row.store.name },
    {
      key: 'amount',
      header: t('amount'),
      align: 'right',
      wideOnly: true,
      cell: (row) => row.covered !== null && <MoneyText amount={row.covered} currency={row.currency} />,
    },
  ]
}
