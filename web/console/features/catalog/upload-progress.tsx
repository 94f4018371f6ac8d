import { Button, Group, Progress, Text } from '@mantine/core'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { FormRefusal } from '../../parts/field-errors.tsx'
import { useT } from './messages.ts'
import type { Upload } from './use-upload.ts'

type Props = {
  upload: Exclude<Upload, { step: 'done' }>
  count: number
  disabledReason: string | undefined
  onSend: () => void
  onCancel: () => void
}

/** The button that sends, and while it sends how far it is. */
export function UploadProgress({ upload, count, disabledReason, onSend, onCancel }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  if (upload.step === 'sending') {
    const { done, total } = upload
    return (
      <div className="surface" style={{ padding: 24 }} aria-live="polite">
        <Group justify="space-between" mb="xs">
          <Text size="sm">{t('sending', { done: number(done), total: number(total) })}</Text>
          <Button variant="subtle" color="gray" size="sm" onClick={onCancel}>
            {t('stop')}
          </Button>
        </Group>
        <Progress value={(done / Math.max(1, total)) * 100} aria-label={t('progress')} />
      </div>
    )
  }
  return (
    <div>
      {upload.step === 'stopped' && (
        <div style={{ marginBottom: 16 }}>
          <FormRefusal error={upload.error} />
          <Text size="sm" mt="xs">
            {t('stopped', { done: number(upload.done), total: number(upload.total) })}
          </Text>
        </div>
      )}
      <ActionButton disabledReason={disabledReason} onClick={onSend}>
        {t(upload.step === 'stopped' ? 'sendAgain' : 'send', { count: number(count) })}
      </ActionButton>
    </div>
  )
}
