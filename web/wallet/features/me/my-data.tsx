import { Button, Stack } from '@mantine/core'
import { IconDownload, IconFileText, IconTrash } from '@tabler/icons-react'
import { useT } from '../../messages.ts'
import { LinkRow } from '../../parts/link-row.tsx'
import { Section } from '../../parts/section.tsx'

/** Everything that is kept about the person, to take along, and the way to have it erased. */
export function MyData() {
  const t = useT()
  return (
    <Section title={t('me.data')} hint={t('me.dataHint')}>
      <Stack gap="sm">
        <Button
          component="a"
          href="/v1/me/export.pdf"
          download
          variant="light"
          leftSection={<IconFileText size={18} aria-hidden />}
        >
          {t('me.exportPdf')}
        </Button>
        <Button
          component="a"
          href="/v1/me/export"
          download
          variant="light"
          leftSection={<IconDownload size={18} aria-hidden />}
        >
          {t('me.exportJson')}
        </Button>
        <LinkRow to="/me/erasure" icon={<IconTrash size={24} aria-hidden />}>
          {t('me.erase')}
        </LinkRow>
      </Stack>
    </Section>
  )
}
