import { Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'
import classes from './parts.module.css'

type Props = { title: string; hint?: ReactNode; bare?: boolean; children: ReactNode }

/** A part of a page under a heading; on a card unless `bare`. */
export function Section({ title, hint, bare = false, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={classes['section']}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {hint && (
        <Text size="sm" c="dimmed" mt={4}>
          {hint}
        </Text>
      )}
      <div className={bare ? classes['sectionBare'] : `surface ${classes['sectionCard'] ?? ''}`}>
        {children}
      </div>
    </section>
  )
}
