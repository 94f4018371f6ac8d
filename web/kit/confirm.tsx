import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useKitT } from './i18n/kit-messages.ts'
import { ErrorLine } from './states/error-line.tsx'

type Props = {
  opened: boolean
  title: string
  /** The preview: what will happen, in words and amounts. */
  children: ReactNode
  confirmLabel: string
  /** For questions in which "cancel" could mean the thing itself. */
  closeLabel?: string
  /** Red button: something is lost. */
  loss?: boolean
  busy?: boolean
  error?: unknown
  onConfirm: () => void
  onClose: () => void
}

/** Shows what is about to happen before it happens; the dialog stays open on a refusal and says why. */
export function Confirm({
  opened,
  title,
  children,
  confirmLabel,
  closeLabel,
  loss,
  busy,
  error,
  onConfirm,
  onClose,
}: Props) {
  const t = useKitT()
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <div>{children}</div>
        <ErrorLine error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} disabled={busy ?? false}>
            {closeLabel ?? t('cancel')}
          </Button>
          <Button color={loss ? 'red' : 'green'} loading={busy ?? false} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
