import { Button, Center } from '@mantine/core'
import type { KeyboardEvent, ReactNode } from 'react'
import { useRef, useState } from 'react'
import { useKitT } from '../i18n/kit-messages.ts'
import classes from './data-table.module.css'

export type Column<Row> = {
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** Amounts stand at the right. */
  align?: 'left' | 'right'
  width?: number | string
  /** Left out on screens narrower than 1024. */
  wideOnly?: boolean
}

type Props<Row> = {
  /** What the table lists, for screen readers. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  onOpen?: (row: Row) => void
  /** The row whose details are open. */
  openKey?: string | undefined
  /** Shown in place of the rows when there are none. */
  empty: ReactNode
  more?: { busy: boolean; onMore: () => void } | undefined
}

/** A table to walk with the arrow keys: one row takes the focus, Enter or a click opens it. */
export function DataTable<Row>({ label, columns, rows, rowKey, onOpen, openKey, empty, more }: Props<Row>) {
  const t = useKitT()
  const body = useRef<HTMLTableSectionElement>(null)
  const [focused, setFocused] = useState(0)
  const current = Math.min(focused, Math.max(0, rows.length - 1))
  if (rows.length === 0) return empty

  function goTo(index: number) {
    const next = Math.max(0, Math.min(rows.length - 1, index))
    setFocused(next)
    body.current?.querySelectorAll('tr')[next]?.focus()
  }
  function onKey(event: KeyboardEvent, row: Row) {
    if (event.target !== event.currentTarget) return
    const moves: Record<string, number> = {
      ArrowDown: current + 1,
      j: current + 1,
      ArrowUp: current - 1,
      k: current - 1,
      Home: 0,
      End: rows.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) {
      event.preventDefault()
      goTo(to)
    } else if (event.key === 'Enter' && onOpen) {
      event.preventDefault()
      onOpen(row)
    }
  }

  return (
    <div className={classes['frame']}>
      <table
        className={classes['table']}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA grid: rows take the focus
        role="grid"
        aria-label={label}
        aria-describedby={onOpen ? 'table-keys' : undefined}
      >
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-align={column.align}
                data-wide={column.wideOnly}
                style={{ width: column.width }}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => {
            const key = rowKey(row)
            return (
              <tr
                key={key}
                tabIndex={index === current ? 0 : -1}
                aria-selected={key === openKey}
                data-opens={onOpen ? true : undefined}
                onFocus={() => setFocused(index)}
                onKeyDown={(event) => onKey(event, row)}
                onClick={() => onOpen?.(row)}
              >
                {columns.map((column) => (
                  <td key={column.key} data-align={column.align} data-wide={column.wideOnly}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
      {onOpen && (
        <span id="table-keys" className="sr-only">
          {t('openRow')}
        </span>
      )}
      {more && (
        <Center p="md">
          <Button variant="default" loading={more.busy} onClick={more.onMore}>
            {t('loadMore')}
          </Button>
        </Center>
      )}
    </div>
  )
}
