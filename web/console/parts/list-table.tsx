import type { ReactNode } from 'react'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { DataTable } from '#kit/table/data-table.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import type { ListAddress } from '../address.ts'
import { Pager } from './pager.tsx'
import classes from './parts.module.css'

type Page<Row> = { items: Row[]; nextCursor: string | null }
type Props<Row> = {
  state: { data: Page<Row> | undefined; error: unknown; refetch: () => unknown; isPlaceholderData?: boolean }
  label: string
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  empty: ReactNode
  address: ListAddress
  /** Goes elsewhere than to a drawer. */
  onOpen?: (row: Row) => void
}

/** One page of a list with everything around it: skeleton, refusal, nothing there, rows, pages. */
export function ListTable<Row>({ state, label, columns, rowKey, empty, address, onOpen }: Props<Row>) {
  return (
    <Loadable state={state} skeleton={<ListSkeleton />}>
      {({ items, nextCursor }) => (
        <div className={classes['list']} aria-busy={state.isPlaceholderData ?? false}>
          <DataTable
            label={label}
            columns={columns}
            rows={items}
            rowKey={rowKey}
            onOpen={onOpen ?? ((row) => address.openRow(rowKey(row)))}
            openKey={address.open}
            empty={<div className="surface">{empty}</div>}
          />
          {(items.length > 0 || address.page.cursor !== undefined) && (
            <Pager
              page={address.page}
              count={items.length}
              nextCursor={nextCursor}
              busy={state.isPlaceholderData ?? false}
            />
          )}
        </div>
      )}
    </Loadable>
  )
}

export function ListSkeleton() {
  return (
    <div className={`surface ${classes['skeleton']}`}>
      <SkeletonRows count={8} />
    </div>
  )
}
