import { Children } from 'react'
import type { ReactNode } from 'react'
import classes from './warranty.module.css'

/** Sentences one below the other; those that do not apply are left out. */
export function PlainList({ children }: { children: ReactNode }) {
  return (
    <ul className={classes['sentences']}>
      {Children.toArray(children).map((sentence, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- sentences have no other name
        <li key={index}>{sentence}</li>
      ))}
    </ul>
  )
}
