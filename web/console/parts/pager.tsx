import { Button, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { pageSize } from '../address.ts'
import type { ListAddress } from '../address.ts'
import { useT } from '../messages.ts'

type Props = { page: ListAddress['page']; count: number; nextCursor: string | null; busy: boolean }

/** Which rows are shown, and the way to those before and after. */
export function Pager({ page, count, nextCursor, busy }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  // A list that fits says how many it has; a page of a longer one says which it shows.
  const isWhole = page.cursor === undefined && nextCursor === null
  const first = page.before === null ? null : page.before * pageSize + 1
  return (
    <Group justify="space-between" mt="sm" gap="sm" component="nav" aria-label={t('pager')}>
      <Text size="sm" c="dimmed" aria-live="polite" className="figures">
        {first === null || isWhole
          ? t('pager.count', { count: number(count) })
          : t('pager.range', { from: number(first), to: number(first + count - 1) })}
      </Text>
      <Group gap="xs">
        {page.cursor !== undefined && (
          <Button variant="subtle" size="sm" onClick={page.first}>
            {t('pager.first')}
          </Button>
        )}
        {page.before !== null && page.before > 0 && (
          <Button
            variant="default"
            size="sm"
            leftSection={<IconChevronLeft size={16} aria-hidden />}
            onClick={page.previous}
          >
            {t('pager.previous', { count: pageSize })}
          </Button>
        )}
        {nextCursor !== null && (
          <Button
            variant="default"
            size="sm"
            loading={busy}
            rightSection={<IconChevronRight size={16} aria-hidden />}
            onClick={() => page.next(nextCursor)}
          >
            {t('pager.next', { count: pageSize })}
          </Button>
        )}
      </Group>
    </Group>
  )
}
