import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { CopyButton } from '#kit/copy-button.tsx'
import type { CreatedApiKey } from '../../types.ts'
import classes from './api-keys.module.css'
import { curlFor } from './curl.ts'
import { useT } from './messages.ts'

/** The secret, this once. The dialog goes only when the person says that it is kept. */
export function SecretOnce({ created, onClose }: { created: CreatedApiKey; onClose: () => void }) {
  const t = useT()
  const [kept, setKept] = useState(false)
  const curl = curlFor(created, location.origin)
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size={640}
      title={t('createdTitle', { name: created.name })}
    >
      <Stack gap="md">
        <Alert color="amber" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {t('secretOnce')}
        </Alert>
        <Snippet label={t('secret')} text={created.secret} />
        <Snippet label={t('curl')} text={curl} />
        <Text size="sm" c="dimmed">
          {t('curlHint')}
        </Text>
        <Checkbox
          label={t('kept')}
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

function Snippet({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <CopyButton size="xs" value={text} label={label} />
      </Group>
      <pre className={classes['snippet']}>{text}</pre>
    </div>
  )
}
