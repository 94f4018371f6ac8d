import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { CodeSent } from '#api/types.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from './messages.ts'

type Props = { email: string; onEmail: (email: string) => void; onSent: (answer: CodeSent) => void }

export function EmailStep({ email, onEmail, onSent }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const [tried, setTried] = useState(false)
  const send = useWrite('post', '/v1/staff/sign-in/codes', { onDone: onSent })
  const typed = email.normalize('NFKC').trim()
  const fault = tried && !typed.includes('@') ? t(typed === '' ? 'emailRequired' : 'emailWrong') : undefined
  const refused = fieldErrorText(send.error, 'email', language)

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (typed.includes('@')) send.mutate({ body: { email: typed, language } })
      }}
    >
      <Stack gap="md" mt="lg">
        <TextInput
          label={t('email')}
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          value={email}
          error={fault ?? refused}
          onChange={(event) => {
            onEmail(event.currentTarget.value)
            send.reset()
          }}
        />
        {!refused && <ErrorLine error={send.error} />}
        <Button type="submit" size="lg" loading={send.isPending}>
          {t('send')}
        </Button>
      </Stack>
    </form>
  )
}
