import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { CodeSent, Mode } from '#api/types.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'
import { ContactField } from '../../parts/contact-field.tsx'
import { contactFault, contactInput } from '../../parts/contact.ts'
import type { TypedContact } from '../../parts/contact.ts'

type Props = {
  contact: TypedContact
  mode: Mode
  onContact: (contact: TypedContact) => void
  onSent: (answer: CodeSent) => void
}

export function ContactStep({ contact, mode, onContact, onSent }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const [tried, setTried] = useState(false)
  const send = useWrite('post', '/v1/sign-in/codes', { onDone: onSent })
  const fault = tried ? contactFault(contact) : null
  const fieldError = fieldErrorText(send.error, 'contact', language)

  function submit() {
    setTried(true)
    if (contactFault(contact) !== null) return
    send.mutate({ body: { contact: contactInput(contact), mode, language } })
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md" mt="lg">
        <ContactField value={contact} onChange={onContact} error={fault ? t(fault) : fieldError} />
        {!fieldError && <ErrorLine error={send.error} />}
        <Button type="submit" size="lg" loading={send.isPending}>
          {t('signIn.send')}
        </Button>
      </Stack>
    </form>
  )
}
