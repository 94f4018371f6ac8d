import { DateText } from '#kit/format/date-text.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import partClasses from '../../parts/parts.module.css'
import type { AuditEntry } from './audit-words.ts'
import { useAuditWord } from './audit-words.ts'
import { differencesOf } from './differences.ts'
import { useT } from './messages.ts'
import { useOperation } from './operations.ts'

const mostNamed = 3

export function useColumns(): Column<AuditEntry>[] {
  const t = useT()
  const word = useAuditWord()
  const operation = useOperation()
  return [
    { key: 'at', header: t('at'), width: 190, cell: (row) => <DateText value={row.at} time /> },
    {
      key: 'actor',
      header: t('actor'),
      cell: ({ actor }) => (
        <>
          {actor.name ?? word('actor', actor.kind)}
          {actor.name !== null && <div className={partClasses['muted']}>{word('actor', actor.kind)}</div>}
        </>
      ),
    },
    { key: 'action', header: t('action'), cell: (row) => operation(row.action) },
    {
      key: 'entity',
      header: t('entity'),
      cell: (row) => (
        <>
          {word('entity', row.entity)}
          <div className={partClasses['code']}>{row.entityId}</div>
        </>
      ),
    },
    {
      key: 'changes',
      header: t('changes'),
      wideOnly: true,
      cell: (row) => {
        const fields = differencesOf(row.before, row.after).map(({ field }) => field)
        const more = fields.length - mostNamed
        return `${fields.slice(0, mostNamed).join(', ')}${more > 0 ? ` +${more}` : ''}`
      },
    },
  ]
}
