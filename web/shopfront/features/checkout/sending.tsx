import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'
import classes from './checkout.module.css'

type Props = { busy: boolean; error: unknown; onAgain: () => void }

/** An order on its way. It can be neither changed nor sent as another one until the shop has answered for it. */
export function Sending({ busy, error, onAgain }: Props) {
  const t = useT()
  return (
    <Stack className={`surface ${classes['sending'] ?? ''}`} gap="md" aria-live="polite">
      {busy || !error ? (
        <>
          <Loader size="sm" aria-hidden />
          <Title order={2}>{t('checkout.sendingTitle')}</Title>
          <Text size="sm">{t('checkout.sendingText')}</Text>
        </>
      ) : (
        <>
          <Title order={2}>{t('checkout.unknownTitle')}</Title>
          <Text size="sm">{t('checkout.unknownText')}</Text>
          <ErrorLine error={error} />
          <Button onClick={onAgain}>{t('checkout.again')}</Button>
        </>
      )}
    </Stack>
  )
}
