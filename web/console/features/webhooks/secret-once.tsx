import { Alert, Button, Checkbox, Code, Group, Modal, Stack } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { CopyButton } from '#kit/copy-button.tsx'
import { useT } from './messages.ts'

/** The secret that signs, this once. The dialog goes when the person says that it is kept. */
export function SecretOnce({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useT()
  const [kept, setKept] = useState(false)
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size={560}
      title={t('secretTitle')}
    >
      <Stack gap="md">
        <Alert color="amber" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {t('secretOnce')}
        </Alert>
        <Group gap="sm" wrap="nowrap">
          <Code block flex={1}>
            {secret}
          </Code>
          <CopyButton size="sm" value={secret} label={t('secret')} />
        </Group>
        <Checkbox
          label={t('secretKept')}
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button disabled={!kept} onClick={onClose}>
            {t('done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
