import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { CodeSent } from '#api/types.ts'
import { CodeField } from '#kit/form/code-field.tsx'
import { ResendButton } from '#kit/form/resend-button.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from './messages.ts'
import type { StaffSession } from './types.ts'

type Props = {
  email: string
  sent: { answer: CodeSent; at: number }
  onSent: (answer: CodeSent) => void
  onBack: () => void
  onSignedIn: (session: StaffSession) => void
}

export function CodeStep({ email, sent, onSent, onBack, onSignedIn }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const [code, setCode] = useState('')
  const signIn = useWrite('post', '/v1/staff/sign-in', { onDone: onSignedIn })
  const resend = useWrite('post', '/v1/staff/sign-in/codes', { onDone: onSent })
  const address = email.normalize('NFKC').trim()

  function submit(digits: string) {
    if (digits.length === 6 && !signIn.isPending) signIn.mutate({ body: { email: address, code: digits } })
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit(code)
      }}
    >
      <Stack gap="md" mt="md">
        <Text aria-live="polite" lh={1.8}>
          {t('sentTo', { to: address })}
        </Text>
        <CodeField
          takesFocus
          value={code}
          onChange={(digits) => {
            setCode(digits)
            signIn.reset()
          }}
          onComplete={submit}
        />
        <ErrorLine error={signIn.error ?? resend.error} />
        <Button type="submit" size="lg" disabled={code.length < 6} loading={signIn.isPending}>
          {t('submit')}
        </Button>
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" onClick={onBack}>
            {t('change')}
          </Button>
          <ResendButton
            sentAt={sent.at}
            afterSeconds={sent.answer.resendAfterSeconds}
            busy={resend.isPending}
            onResend={() => {
              setCode('')
              signIn.reset()
              resend.mutate({ body: { email: address, language } })
            }}
          />
        </Group>
      </Stack>
    </form>
  )
}
