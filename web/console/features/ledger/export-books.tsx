import { Button, Group, Menu } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { download } from '#api/download.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from './messages.ts'

const formats = { hledger: 'journal', beancount: 'beancount' } as const

/** All journals as a file for plain-text accounting, to be checked by other programs. */
export function ExportBooks() {
  const t = useT()
  const file = useMutation({
    mutationFn: (format: keyof typeof formats) =>
      download('/v1/ledger/export', { params: { query: { format } } }, `mamori.${formats[format]}`),
  })
  return (
    <Group gap="sm">
      <ErrorLine error={file.error} />
      <Menu>
        <Menu.Target>
          <Button
            variant="default"
            loading={file.isPending}
            leftSection={<IconDownload size={18} aria-hidden />}
          >
            {t('export')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => file.mutate('hledger')}>{t('exportAs', { format: 'hledger' })}</Menu.Item>
          <Menu.Item onClick={() => file.mutate('beancount')}>
            {t('exportAs', { format: 'beancount' })}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  )
}
