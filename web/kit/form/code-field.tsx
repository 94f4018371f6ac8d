import { TextInput } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useKitT } from '../i18n/kit-messages.ts'
import classes from './code-field.module.css'

type Props = {
  value: string
  onChange: (code: string) => void
  /** Called with the sixth digit, typed or pasted. */
  onComplete?: (code: string) => void
  error?: ReactNode
  /** Where the code does not come by mail. */
  label?: string
  disabled?: boolean
  takesFocus?: boolean
}

/**
 * The six digits of a one-time code. One field rather than six: phones fill it from the message, paste works,
 * and screen readers hear one thing.
 */
export function CodeField({ value, onChange, onComplete, error, label, disabled, takesFocus }: Props) {
  const t = useKitT()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (takesFocus) input.current?.focus()
  }, [takesFocus])
  return (
    <TextInput
      label={label ?? t('code')}
      description={t('codeHint')}
      value={value}
      error={error}
      disabled={disabled ?? false}
      ref={input}
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      classNames={{ input: classes['input'] ?? '' }}
      onChange={(event) => {
        const code = digits(event.currentTarget.value)
        onChange(code)
        if (code.length === 6 && code !== value) onComplete?.(code)
      }}
    />
  )
}

/** Keeps six digits; those of a Japanese keyboard's full-width row count too. */
function digits(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '').slice(0, 6)
}
