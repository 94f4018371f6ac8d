import { Alert, Anchor, Box, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { IconMail } from '@tabler/icons-react'
import { useState } from 'react'
import type { ComponentType, ReactNode } from 'react'
import type { q } from '#api/query.ts'
import type { CodeSent } from '#api/types.ts'
import { isDevelopment } from '#kit/environment.ts'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { CodeStep } from './code-step.tsx'
import { EmailStep } from './email-step.tsx'
import { useT } from './messages.ts'
import { SecondStep } from './second-step.tsx'
import type { StaffSession } from './types.ts'

export type EnrolProps = {
  session: StaffSession
  onDone: (session: StaffSession) => void
  onLeave: () => void
}
type Props = {
  title: string
  /** How the app asks who is signed in. */
  query: ReturnType<typeof q<'/v1/staff-session'>>
  /** What somebody is shown who has no authenticator app yet. */
  enrol: ComponentType<EnrolProps>
  /** Somebody is signed in, whole. */
  onEntered: () => void
  /** Whether a recovery code does instead of the app's, and the second step can be left for another address. */
  waysOut?: boolean
}

/**
 * Staff's sign-in in three steps: the address to send a code to, the code, and the second factor, at which a reload
 * goes on. What was typed stays when going back.
 */
export function StaffSignIn({ title, query, enrol: Enrol, onEntered, waysOut = false }: Props) {
  const t = useT()
  const queries = useQueryClient()
  useTitle(title)
  const [email, setEmail] = useState('')
  const [sent, setSent] = useState<{ answer: CodeSent; at: number } | null>(null)
  const [half, setHalf] = useState<StaffSession | null>(null)
  const present = useQuery({ ...query, retry: false }).data
  const pending = half ?? (present && present.secondFactor !== 'given' ? present : null)

  function enter(session: StaffSession) {
    queries.clear()
    queries.setQueryData(query.queryKey, session)
    if (session.secondFactor === 'given') onEntered()
    else setHalf(session)
  }
  function leave() {
    setHalf(null)
    setSent(null)
    queries.clear()
  }
  const onSent = (answer: CodeSent) => setSent({ answer, at: Date.now() })

  function step(): ReactNode {
    if (pending?.secondFactor === 'not_enrolled')
      return <Enrol session={pending} onDone={enter} onLeave={leave} />
    if (pending)
      return (
        <SecondStep
          session={pending}
          recovery={waysOut}
          onDone={enter}
          onLeave={waysOut ? leave : undefined}
        />
      )
    if (sent)
      return (
        <CodeStep email={email} sent={sent} onSent={onSent} onBack={() => setSent(null)} onSignedIn={enter} />
      )
    return (
      <>
        <Text c="dimmed" mt="sm" lh={1.8}>
          {t('lead')}
        </Text>
        <EmailStep email={email} onEmail={setEmail} onSent={onSent} />
      </>
    )
  }

  return (
    <PlainShell>
      <Title order={1}>{title}</Title>
      {step()}
      <Stack gap="lg" mt={48}>
        {isDevelopment() && <Mailbox />}
        <Box>
          <LanguageSwitch />
        </Box>
      </Stack>
    </PlainShell>
  )
}

/** In development nothing is mailed: what would be is shown at /mailbox. */
function Mailbox() {
  const t = useT()
  return (
    <Alert color="blue" variant="light" icon={<IconMail aria-hidden />}>
      {t('mailbox')}{' '}
      <Anchor inherit href="/mailbox" target="_blank">
        {t('mailboxLink')}
      </Anchor>
    </Alert>
  )
}
