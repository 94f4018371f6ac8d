import { Input, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useT } from '../messages.ts'
import type { ContactKind, TypedContact } from './contact.ts'

type Props = {
  /** What the kind of contact is called where nothing is sent to it. */
  label?: string
  value: TypedContact
  onChange: (contact: TypedContact) => void
  error?: string | null | undefined
}

/** An e-mail address or a phone number, each with the keyboard and the suggestions that fit. */
export function ContactField({ label, value, onChange, error }: Props) {
  const t = useT()
  const email = value.kind === 'email'
  return (
    <Stack gap="md">
      <Input.Wrapper label={label ?? t('contact.by')}>
        <SegmentedControl
          fullWidth
          size="md"
          aria-label={label ?? t('contact.by')}
          value={value.kind}
          onChange={(kind) => onChange({ kind: kind as ContactKind, value: '' })}
          data={[
            { value: 'email', label: t('contact.email') },
            { value: 'phone', label: t('contact.phone') },
          ]}
        />
      </Input.Wrapper>
      <TextInput
        key={value.kind}
        label={email ? t('contact.email') : t('contact.phone')}
        type={email ? 'email' : 'tel'}
        name={email ? 'email' : 'tel'}
        autoComplete={email ? 'email' : 'tel'}
        placeholder={email ? 'hanako@example.jp' : '090-1234-5678'}
        value={value.value}
        error={error}
        onChange={(event) => onChange({ ...value, value: event.currentTarget.value })}
      />
    </Stack>
  )
}
