import type { ReactNode } from 'react'
import classes from './detail.module.css'

export type Fact = { label: string; value: ReactNode }

/** Facts as a list of terms; those without a value are left out. */
export function Facts({
  items,
  stacked = false,
}: {
  items: readonly (Fact | null | false)[]
  stacked?: boolean
}) {
  return (
    <dl className={classes['facts']} data-stacked={stacked || undefined}>
      {items.map(
        (fact) =>
          fact &&
          fact.value !== null &&
          fact.value !== undefined && (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
