import { Alert, Anchor, Box, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import type { CodeSent } from '#api/types.ts'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { useWords } from '../../navigation.tsx'
import { staffSession } from '../../session.tsx'
import type { StaffSession } from '../../types.ts'
import { CodeStep } from './code-step.tsx'
import { EmailStep } from './email-step.tsx'
import { useT } from './messages.ts'
import { pageAfter } from './page-after.ts'
import { SecondStep } from './second-step.tsx'

/**
 * Three steps: the address to send a code to, the code, and the second factor, at which a reload goes on. What was
 * typed stays when going back.
 */
export function SignInPage() {
  const t = useT()
  const router = useRouter()
  const queries = useQueryClient()
  const { next } = useWords()
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState<{ answer: CodeSent; at: number } | null>(null)

  const [half, setHalf] = useState<StaffSession | null>(null)
  const present = useQuery({ ...staffSession, retry: false }).data
  const pending = half ?? (present && present.secondFactor !== 'given' ? present : null)

  function enter(session: StaffSession) {
    queries.clear()
    queries.setQueryData(staffSession.queryKey, session)
    if (session.secondFactor === 'given') router.history.replace(router.history.createHref(pageAfter(next)))
    else setHalf(session)
  }
  function leave() {
    setHalf(null)
    setSent(null)
    queries.clear()
  }
  const onSent = (answer: CodeSent) => setSent({ answer, at: Date.now() })

  return (
    <PlainShell>
      <Title order={1}>{t('title')}</Title>
      {pending ? (
        <SecondStep session={pending} onDone={enter} onLeave={leave} />
      ) : sent ? (
        <CodeStep email={email} sent={sent} onSent={onSent} onBack={() => setSent(null)} onSignedIn={enter} />
      ) : (
        <>
          <Text c="dimmed" mt="sm" lh={1.8}>
            {t('lead')}
          </Text>
          <EmailStep email={email} onEmail={setEmail} onSent={onSent} />
        </>
      )}
      <Stack gap="lg" mt={48}>
        {isOwnMachine() && (
          <Alert color="blue" variant="light" icon={<IconMail aria-hidden />}>
            {t('mailbox')}{' '}
            <Anchor inherit href="/mailbox">
              {t('mailboxLink')}
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

/** In development nothing is mailed: what would be is shown at /mailbox. */
function isOwnMachine(): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)
}
