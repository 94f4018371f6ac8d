import { Alert, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { CopyButton } from '#kit/copy-button.tsx'
import { useT } from './messages.ts'
import classes from './second-factor.module.css'

/** The recovery codes, this once. It goes on only when the person says that they are kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useT()
  const [kept, setKept] = useState(false)
  return (
    <Stack gap="md">
      <Alert color="amber" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('codesTitle')}>
        {t('codesText')}
      </Alert>
      <div>
        <Group justify="space-between" mb={4}>
          <Text size="sm" fw={600}>
            {t('codes')}
          </Text>
          <CopyButton size="xs" value={codes.join('\n')} label={t('codes')} />
        </Group>
        <ul className={classes['codes']} aria-label={t('codes')}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
      </div>
      <Checkbox label={t('kept')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
      <Button size="lg" disabled={!kept} onClick={onKept}>
        {t('done')}
      </Button>
    </Stack>
  )
}
