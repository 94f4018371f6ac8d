import { Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { useTitle } from '#kit/shell/use-title.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { BackLink } from '../../../parts/back-link.tsx'
import { contactInput } from '../../../parts/contact.ts'
import type { TypedContact } from '../../../parts/contact.ts'
import { GuestShell } from './guest-shell.tsx'
import { keepGuestToken } from './guest-token.ts'
import { useGuestT } from './messages.ts'
import { NumberAndContact } from './number-and-contact.tsx'

/** Back to a claim from any device, by its number and the contact. */
export function GuestFollowPage() {
  const t = useGuestT()
  const navigate = useNavigate()
  const [number, setNumber] = useState('')
  const [contact, setContact] = useState<TypedContact>({ kind: 'email', value: '' })
  useTitle(t('follow.title'))
  const follow = useWrite('post', '/v1/guest/claims/follow', {
    onDone: ({ token }) => {
      keepGuestToken(token)
      void navigate({ to: '/claim/status' })
    },
  })
  return (
    <GuestShell>
      <BackLink to="/claim" />
      <Title order={1}>{t('follow.title')}</Title>
      <Text c="dimmed" mt="sm" mb="lg" lh={1.8}>
        {t('follow.lead')}
      </Text>
      <NumberAndContact
        words={{
          number: t('follow.number'),
          hint: t('follow.numberHint'),
          required: t('follow.numberRequired'),
          submit: t('follow.submit'),
        }}
        number={number}
        contact={contact}
        onChange={(change) => {
          follow.reset()
          if (change.number !== undefined) setNumber(change.number)
          if (change.contact) setContact(change.contact)
        }}
        busy={follow.isPending}
        refusal={<ErrorLine error={follow.error} />}
        onSubmit={() =>
          follow.mutate({ body: { receptionNumber: number.trim(), contact: contactInput(contact) } })
        }
      />
    </GuestShell>
  )
}
