import { Center, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  icon?: ReactNode
  title: string
  /** What the person can do now. */
  children?: ReactNode
  actions?: ReactNode
}

/** A list with nothing in it: says so, and what the next step is. */
export function EmptyState({ icon, title, children, actions }: Props) {
  return (
    <Center px="md" py="xl">
      <Stack align="center" gap="sm" maw={420} ta="center">
        {icon && (
          <Text component="span" c="dimmed" lh={0} aria-hidden>
            {icon}
          </Text>
        )}
        <Title order={2}>{title}</Title>
        {children && (
          <Text component="div" c="dimmed" size="sm" lh={1.8}>
            {children}
          </Text>
        )}
        {actions}
      </Stack>
    </Center>
  )
}
