import { useQuery } from '@tanstack/react-query'
import type { ContractSummary } from '#api/types.ts'
import { isNotFound } from '#api/errors.ts'
import { q } from '#api/query.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import type { ListAddress } from '../../address.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { useT } from './messages.ts'
import { numberLength } from './number.ts'

type Props = { number: string; address: ListAddress; columns: readonly Column<ContractSummary>[] }

/** The contract with a number; while too few symbols are typed, how many are missing. */
export function ByNumber({ number, address, columns }: Props) {
  const t = useT()
  const complete = number.length === numberLength
  const found = useQuery({
    ...q('/v1/contracts/by-number/{number}', { params: { path: { number } } }),
    enabled: complete,
  })
  if (!complete) {
    const text =
      number.length < numberLength
        ? t('numberShort', { left: numberLength - number.length })
        : t('numberLong')
    return (
      <div className="surface">
        <EmptyState title={t('numberTitle')}>{text}</EmptyState>
      </div>
    )
  }
  if (isNotFound(found.error)) {
    return (
      <div className="surface">
        <EmptyState title={t('numberUnknown')}>{t('numberUnknownHint')}</EmptyState>
      </div>
    )
  }
  return (
    <ListTable
      state={{ ...found, data: found.data && { items: [found.data as ContractSummary], nextCursor: null } }}
      label={t('title')}
      columns={columns}
      rowKey={(row) => row.id}
      address={address}
      empty={null}
    />
  )
}
