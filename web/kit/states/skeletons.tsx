import { Group, Skeleton, Stack } from '@mantine/core'
import { useKitT } from '../i18n/kit-messages.ts'

/** Cards to come; `lines` as many as the real card has. */
export function SkeletonCards({ count = 3, height = 168 }: { count?: number; height?: number }) {
  const t = useKitT()
  return (
    <Stack gap="md" aria-busy aria-live="polite">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className="surface" style={{ padding: 16, height }}>
          <Skeleton height={18} width="55%" />
          <Skeleton height={12} width="35%" mt={12} />
          <Skeleton height={36} mt={24} />
        </div>
      ))}
    </Stack>
  )
}

/** Rows to come, of a list or of a table. */
export function SkeletonRows({ count = 6 }: { count?: number }) {
  const t = useKitT()
  return (
    <Stack gap={0} aria-busy aria-live="polite">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: count }, (_, i) => (
        <Group key={i} justify="space-between" py="sm" wrap="nowrap">
          <Stack gap={8} flex={1}>
            <Skeleton height={14} width="60%" />
            <Skeleton height={10} width="40%" />
          </Stack>
          <Skeleton height={14} width={72} />
        </Group>
      ))}
    </Stack>
  )
}
