import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { FormRefusal } from './field-errors.tsx'

type Props = {
  opened: boolean
  title: string
  submitLabel: string
  busy: boolean
  error: unknown
  size?: number
  /** Red button: something is lost. */
  loss?: boolean
  children: ReactNode
  onSubmit: (event: React.FormEvent<HTMLFormElement>) => void
  onClose: () => void
}

/** A short form in a dialog. What was typed stays when it is closed and opened again. */
export function FormModal({
  opened,
  title,
  submitLabel,
  busy,
  error,
  size,
  loss,
  children,
  onSubmit,
  onClose,
}: Props) {
  const kit = useKitT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size ?? 520}
      keepMounted
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <form noValidate onSubmit={onSubmit}>
        <Stack gap="md">
          {children}
          <FormRefusal error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose} disabled={busy}>
              {kit('cancel')}
            </Button>
            <Button type="submit" color={loss ? 'red' : 'green'} loading={busy}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
