import { Button, Stack, Text, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useT } from '../../../messages.ts'
import { ContactField } from '../../../parts/contact-field.tsx'
import { contactFault } from '../../../parts/contact.ts'
import type { TypedContact } from '../../../parts/contact.ts'
import { useGuestT } from './messages.ts'

type Props = {
  words: { number: string; hint: string; required: string; contactHint?: string; submit: string }
  number: string
  contact: TypedContact
  onChange: (change: { number?: string; contact?: TypedContact }) => void
  busy?: boolean
  /** One answer for a wrong number and a wrong contact, below both. */
  refusal?: ReactNode
  onSubmit: () => void
}

/** Two things that only the person has together: a number, and the contact that the store knows. */
export function NumberAndContact({ words, number, contact, onChange, busy, refusal, onSubmit }: Props) {
  const t = useT()
  const guest = useGuestT()
  const [tried, setTried] = useState(false)
  const fault = tried ? contactFault(contact) : null
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (number.trim() !== '' && contactFault(contact) === null) onSubmit()
      }}
    >
      <Stack gap="lg">
        <TextInput
          label={words.number}
          description={words.hint}
          autoComplete="off"
          autoCapitalize="characters"
          maxLength={40}
          value={number}
          error={tried && number.trim() === '' && words.required}
          onChange={(event) => onChange({ number: event.currentTarget.value })}
        />
        {words.contactHint && <Text size="sm">{words.contactHint}</Text>}
        <ContactField
          label={guest('who.kind')}
          value={contact}
          onChange={(value) => onChange({ contact: value })}
          error={fault && t(fault)}
        />
        {refusal}
        <Button type="submit" size="lg" loading={busy ?? false}>
          {words.submit}
        </Button>
      </Stack>
    </form>
  )
}
