import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useErrorText } from '../i18n/error-text.ts'
import { useKitT } from '../i18n/kit-messages.ts'

type Props = { error: unknown; onRetry?: (() => void) | undefined; compact?: boolean }

/** What could not be loaded: a sentence, a way to try again, and the code small for support. */
export function ErrorState({ error, onRetry, compact = false }: Props) {
  const t = useKitT()
  const { text, code, requestId } = useErrorText()(error)
  return (
    <Center px="md" py={compact ? 'md' : 'xl'} role="alert">
      <Stack align="center" gap="sm" maw={420} ta="center">
        {!compact && <Title order={2}>{t('errorTitle')}</Title>}
        <Text size="sm">{text}</Text>
        {onRetry && (
          <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
        <Text size="xs" c="dimmed">
          {t('errorCode', { code: requestId ? `${code} · ${requestId}` : code })}
        </Text>
      </Stack>
    </Center>
  )
}
