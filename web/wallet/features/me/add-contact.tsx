import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { CodeSent } from '#api/types.ts'
import { CodeField } from '#kit/form/code-field.tsx'
import { ResendButton } from '#kit/form/resend-button.tsx'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { walletReads } from '../../live.ts'
import { useT } from '../../messages.ts'
import { ContactField } from '../../parts/contact-field.tsx'
import { contactFault, contactInput } from '../../parts/contact.ts'
import type { TypedContact } from '../../parts/contact.ts'

type Props = { opened: boolean; onClose: () => void }

/** Adds a contact once the person has shown, by a code sent there, that it is theirs. */
export function AddContact({ opened, onClose }: Props) {
  const t = useT()
  const kit = useKitT()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('me.addContact')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Steps onDone={onClose} />
    </Modal>
  )
}

function Steps({ onDone }: { onDone: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const [contact, setContact] = useState<TypedContact>({ kind: 'email', value: '' })
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState<{ answer: CodeSent; at: number } | null>(null)
  const [code, setCode] = useState('')
  const send = useWrite('post', '/v1/me/contacts/codes', {
    onDone: (answer) => setSent({ answer, at: Date.now() }),
  })
  const add = useWrite('post', '/v1/me/contacts', {
    stale: ['/v1/me', ...walletReads],
    onDone: () => {
      notifications.show({ message: t('me.contactAdded'), color: 'green' })
      onDone()
    },
  })
  const fault = tried ? contactFault(contact) : null
  const fieldError = fieldErrorText(send.error, 'contact', language)

  function sendCode() {
    setTried(true)
    if (contactFault(contact) === null) send.mutate({ body: { contact: contactInput(contact), language } })
  }
  function addContact(digits: string) {
    if (digits.length === 6) add.mutate({ body: { contact: contactInput(contact), code: digits } })
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (sent) addContact(code)
        else sendCode()
      }}
    >
      <Stack gap="md">
        {sent ? (
          <>
            <Text>{t('signIn.sentTo', { to: contact.value.trim() })}</Text>
            <CodeField takesFocus value={code} onChange={setCode} onComplete={addContact} />
          </>
        ) : (
          <ContactField value={contact} onChange={setContact} error={fault ? t(fault) : fieldError} />
        )}
        <ErrorLine error={add.error ?? (fieldError ? null : send.error)} />
        <Button
          type="submit"
          loading={send.isPending || add.isPending}
          disabled={sent !== null && code.length < 6}
        >
          {sent ? t('me.addContact') : t('signIn.send')}
        </Button>
        {sent && (
          <Group justify="space-between" gap="xs">
            <Button variant="subtle" onClick={() => setSent(null)}>
              {t('signIn.change')}
            </Button>
            <ResendButton
              sentAt={sent.at}
              afterSeconds={sent.answer.resendAfterSeconds}
              busy={send.isPending}
              onResend={sendCode}
            />
          </Group>
        )}
      </Stack>
    </form>
  )
}
