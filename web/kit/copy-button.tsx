import { Button } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useKitT } from './i18n/kit-messages.ts'

type Props = Omit<ButtonProps, 'value'> & {
  value: string
  /** What is copied, for those who cannot see what stands beside the button. */
  label?: string
}

/** Copies a text and says so. */
export function CopyButton({ value, label, ...rest }: Props) {
  const t = useKitT()
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <Button
      variant="default"
      leftSection={
        clipboard.copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />
      }
      onClick={() => clipboard.copy(value)}
      aria-label={label && !clipboard.copied ? `${t('copy')} ${label}` : undefined}
      {...rest}
    >
      <span aria-live="polite">{clipboard.copied ? t('copied') : t('copy')}</span>
    </Button>
  )
}
