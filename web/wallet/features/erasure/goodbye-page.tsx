import { Button, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTitle } from '#kit/shell/use-title.ts'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { useT } from './messages.ts'

/** After the erasure: nobody is signed in any more. */
export function GoodbyePage() {
  const t = useT()
  useTitle(t('goodbyeTitle'))
  return (
    <PlainShell>
      <Title order={1}>{t('goodbyeTitle')}</Title>
      <Text mt="md" lh={1.8}>
        {t('goodbyeText')}
      </Text>
      <Text mt="md" c="dimmed" lh={1.8}>
        {t('goodbyeBack')}
      </Text>
      <Button variant="default" mt="xl" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
        {t('toSignIn')}
      </Button>
    </PlainShell>
  )
}
