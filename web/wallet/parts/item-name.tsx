import { Group, Text, Tooltip } from '@mantine/core'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from '../messages.ts'

/** An item's name; by its code, with a word of explanation, until the store's catalogue knows it. */
export function ItemName({ item, link }: { item: { code: string; name: string | null }; link?: boolean }) {
  const t = useT()
  if (item.name !== null) return <>{item.name}</>
  const badge = <StatusBadge tone="waiting">{t('item.unnamed')}</StatusBadge>
  return (
    <Group component="span" gap={8} wrap="wrap" display="inline-flex">
      <Text component="span" inherit ff="monospace">
        {item.code}
      </Text>
      {link ? (
        badge
      ) : (
        <Tooltip label={t('item.unnamedHint')} events={{ hover: true, focus: true, touch: true }}>
          <span>{badge}</span>
        </Tooltip>
      )}
    </Group>
  )
}
