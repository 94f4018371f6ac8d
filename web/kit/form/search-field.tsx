import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useKitT } from '../i18n/kit-messages.ts'

type Props = { value: string; onChange: (value: string) => void; label: string; placeholder?: string }

/** A search whose value lives in the address: typed freely, handed on after a short rest. */
export function SearchField({ value, onChange, label, placeholder }: Props) {
  const t = useKitT()
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    setText(value)
  }
  const handOn = useDebouncedCallback(onChange, { delay: 250, flushOnUnmount: false })
  useEffect(() => () => handOn.cancel(), [handOn])
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSectionWidth={44}
      rightSection={
        text !== '' && (
          <CloseButton size="xl" iconSize={18} aria-label={t('clearSearch')} onClick={() => change('')} />
        )
      }
      onChange={(event) => change(event.currentTarget.value)}
    />
  )

  function change(next: string) {
    setText(next)
    handOn(next)
  }
}
