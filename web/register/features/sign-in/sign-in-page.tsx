import { Alert, Anchor, Box, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import type { CodeSent } from '#api/types.ts'
import { isDevelopment } from '#kit/environment.ts'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { useT } from '../../messages.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { staffSession } from '../../session.ts'
import type { StaffSession } from '../../till/types.ts'
import { CodeStep } from './code-step.tsx'
import { EmailStep } from './email-step.tsx'
import { SecondStep } from './second-step.tsx'

/** The address, the code by mail, and the code of the authenticator app. What was typed stays when going back. */
export function SignInPage() {
  const t = useT()
  const go = useGo()
  const queries = useQueryClient()
  useTitle(t('signIn.title'))
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState<{ answer: CodeSent; at: number } | null>(null)
  const [half, setHalf] = useState<StaffSession | null>(null)
  const present = useQuery(staffSession).data
  const pending = half ?? (present && present.secondFactor !== 'given' ? present : null)

  function enter(session: StaffSession) {
    queries.clear()
    queries.setQueryData(staffSession.queryKey, session)
    if (session.secondFactor === 'given') go(paths.sale())
    else setHalf(session)
  }
  const onSent = (answer: CodeSent) => setSent({ answer, at: Date.now() })

  return (
    <PlainShell>
      <Title order={1}>{t('signIn.title')}</Title>
      {pending ? (
        <SecondStep session={pending} onDone={enter} />
      ) : sent ? (
        <CodeStep email={email} sent={sent} onSent={onSent} onBack={() => setSent(null)} onSignedIn={enter} />
      ) : (
        <>
          <Text c="dimmed" mt="sm" lh={1.8}>
            {t('signIn.lead')}
          </Text>
          <EmailStep email={email} onEmail={setEmail} onSent={onSent} />
        </>
      )}
      <Stack gap="lg" mt={48}>
        {isDevelopment() && (
          <Alert color="blue" variant="light" icon={<IconMail aria-hidden />}>
            {t('signIn.mailbox')}{' '}
            <Anchor inherit href="/mailbox" target="_blank">
              {t('signIn.mailboxLink')}
            </Anchor>
          </Alert>
        )}
        <Box>
          <LanguageSwitch />
        </Box>
      </Stack>
    </PlainShell>
  )
}
