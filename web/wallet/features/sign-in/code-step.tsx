import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { CodeSent, Mode, Person } from '#api/types.ts'
import { isDevelopment } from '#kit/environment.ts'
import { CodeField } from '#kit/form/code-field.tsx'
import { ResendButton } from '#kit/form/resend-button.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'
import { contactInput } from '../../parts/contact.ts'
import type { TypedContact } from '../../parts/contact.ts'

type Props = {
  contact: TypedContact
  mode: Mode
  sent: { answer: CodeSent; at: number }
  onSent: (answer: CodeSent) => void
  onBack: () => void
  onSignedIn: (person: Person) => void
}

export function CodeStep({ contact, mode, sent, onSent, onBack, onSignedIn }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const [code, setCode] = useState('')
  const signIn = useWrite('post', '/v1/sign-in', { onDone: onSignedIn })
  const resend = useWrite('post', '/v1/sign-in/codes', { onDone: onSent })

  function submit(digits: string) {
    if (digits.length === 6 && !signIn.isPending) {
      signIn.mutate({ body: { contact: contactInput(contact), mode, code: digits } })
    }
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
        <Text component="output" display="block">
          {t('signIn.sentTo', { to: contact.value.trim() })}
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
          {t('signIn.submit')}
        </Button>
        <Group justify="space-between" gap="xs">
          <Button variant="subtle" onClick={onBack}>
            {t('signIn.change')}
          </Button>
          <ResendButton
            sentAt={sent.at}
            afterSeconds={sent.answer.resendAfterSeconds}
            busy={resend.isPending}
            onResend={() => {
              setCode('')
              signIn.reset()
              resend.mutate({ body: { contact: contactInput(contact), mode, language } })
            }}
          />
        </Group>
        {isDevelopment() && (
          <Anchor href="/mailbox" target="_blank" size="sm">
            {t('signIn.mailbox')}
          </Anchor>
        )}
      </Stack>
    </form>
  )
}
