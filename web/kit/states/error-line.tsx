import { Alert, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useErrorText } from '../i18n/error-text.ts'
import { useKitT } from '../i18n/kit-messages.ts'

/** Why a form was refused, beside its button. Shows nothing where there is no error. */
export function ErrorLine({ error }: { error: unknown }) {
  const t = useKitT()
  const describe = useErrorText()
  if (!error) return null
  const { text, code } = describe(error)
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />}>
      <Text size="sm">{text}</Text>
      <Text size="xs" c="dimmed" mt={4}>
        {t('errorCode', { code })}
      </Text>
    </Alert>
  )
}
