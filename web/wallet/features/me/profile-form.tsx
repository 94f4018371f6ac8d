import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { Person } from '#api/types.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'

/** Name and address; an empty field is taken back. */
export function ProfileForm({ person }: { person: Person }) {
  const t = useT()
  const { language } = useLanguage()
  const [form, setForm] = useState({ name: person.name ?? '', address: person.address ?? '' })
  const save = useWrite('patch', '/v1/me', {
    stale: ['/v1/me'],
    onDone: () => notifications.show({ message: t('me.saved'), color: 'green' }),
  })
  const name = form.name.trim() || null
  const address = form.address.trim() || null
  const changed = name !== person.name || address !== person.address
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate({ body: { name, address } })
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('me.name')}
          autoComplete="name"
          maxLength={200}
          value={form.name}
          error={fieldErrorText(save.error, 'name', language)}
          onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
        />
        <Textarea
          label={t('me.address')}
          description={t('me.addressHint')}
          autoComplete="street-address"
          maxLength={500}
          autosize
          minRows={2}
          value={form.address}
          error={fieldErrorText(save.error, 'address', language)}
          onChange={(event) => setForm({ ...form, address: event.currentTarget.value })}
        />
        <ErrorLine error={save.error} />
        <Group justify="flex-end">
          <Button type="submit" disabled={!changed} loading={save.isPending}>
            {t('me.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
