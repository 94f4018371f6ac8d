import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'
import classes from './parts.module.css'

type Props = { title: ReactNode; action?: ReactNode; children: ReactNode; order?: 2 | 3 }

/** A card with a heading of its own. */
export function Section({ title, action, children, order = 2 }: Props) {
  const id = useId()
  return (
    <section className={`surface ${classes['section']}`} aria-labelledby={id}>
      <div className={classes['sectionHead']}>
        <Title order={order} id={id}>
          {title}
        </Title>
        {action}
      </div>
      {children}
    </section>
  )
}
