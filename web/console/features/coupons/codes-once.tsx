import { Alert, Button, Checkbox, Code, Group, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { saveText } from '#api/download.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from './messages.ts'
import type { Coupon, NewCouponCodes } from './types.ts'

type Props = { coupon: Coupon; made: NewCouponCodes; onClose: () => void }

/** The codes, this once: only their traces are stored. The dialog goes when the person says that they are kept. */
export function CodesOnce({ coupon, made, onClose }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const [kept, setKept] = useState(false)
  const count = formatNumber(made.codes.length, language)
  const isPublic = made.kind === 'public'
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size={560}
      title={t('issued', { count })}
    >
      <Stack gap="md">
        <Alert color="amber" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {t(isPublic ? 'publicCodeOnce' : 'codesOnce')}
        </Alert>
        <Text size="sm" component="div">
          {made.codes.slice(0, 3).map((code) => (
            <Code key={code} block mb={4}>
              {code}
            </Code>
          ))}
          {made.codes.length > 3 && t('andMore', { count: formatNumber(made.codes.length - 3, language) })}
        </Text>
        <Group gap="sm">
          <Button
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() =>
              saveText(['code', ...made.codes].join('\r\n') + '\r\n', `${coupon.code}-codes.csv`, 'text/csv')
            }
          >
            {t('downloadCodes')}
          </Button>
          {made.codes.length === 1 && <CopyButton size="sm" value={made.codes[0] ?? ''} label={t('codes')} />}
        </Group>
        {!isPublic && (
          <Checkbox
            label={t('codesKept')}
            checked={kept}
            onChange={(event) => setKept(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end">
          <Button disabled={!kept && !isPublic} variant="default" onClick={onClose}>
            {t('done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
