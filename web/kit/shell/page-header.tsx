import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './shell.module.css'
import { useTitle } from './use-title.ts'

type Props = {
  title: ReactNode
  description?: ReactNode
  /** One primary action; further ones stay quiet beside it. */
  action?: ReactNode
  /** A link back, above the title. */
  back?: ReactNode
}

/** The head of a page: what it is, and the one thing to do here. */
export function PageHeader({ title, description, action, back }: Props) {
  useTitle(typeof title === 'string' ? title : undefined)
  return (
    <header>
      {back}
      <Group justify="space-between" align="flex-start" gap="md" mb="md">
        <div className={classes['words']}>
          <Title order={1}>{title}</Title>
          {description && (
            <Text c="dimmed" size="sm" mt={4}>
              {description}
            </Text>
          )}
        </div>
        {action && <Group gap="sm">{action}</Group>}
      </Group>
    </header>
  )
}
