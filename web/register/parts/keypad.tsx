import { IconBackspace } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../messages.ts'
import { keepFocus } from './key-button.tsx'
import classes from './parts.module.css'

const digits = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00'] as const

type Props = {
  onKey: (key: string) => void
  /** Beside the digits, from the top: what this page needs. */
  side?: readonly { key: string; label: ReactNode; name: string; main?: boolean }[]
}

/** Large keys for fingers; the keyboard's own digits do the same. */
export function Keypad({ onKey, side = [] }: Props) {
  const t = useT()
  return (
    <section className={classes['keypad']} aria-label={t('keypad')}>
      <div className={classes['digits']}>
        {digits.map((digit) => (
          <button key={digit} type="button" onMouseDown={keepFocus} onClick={() => onKey(digit)}>
            {digit}
          </button>
        ))}
        <button
          type="button"
          aria-label={t('backspace')}
          onMouseDown={keepFocus}
          onClick={() => onKey('Backspace')}
        >
          <IconBackspace size={26} stroke={1.6} aria-hidden />
        </button>
      </div>
      {side.length > 0 && (
        <div className={classes['side']}>
          {side.map(({ key, label, name, main }) => (
            <button
              key={key}
              type="button"
              aria-label={name}
              data-main={main ?? undefined}
              onMouseDown={keepFocus}
              onClick={() => onKey(key)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

/** What stands in the entry after one more key; digits beyond any amount are not taken. */
export function typed(entry: string, key: string, most = 9): string {
  if (key === 'Backspace') return entry.slice(0, -1)
  if (key === 'Escape') return ''
  return /^\d+$/.test(key) ? (entry + key).replace(/^0+(?=\d)/, '').slice(0, most) : entry
}
