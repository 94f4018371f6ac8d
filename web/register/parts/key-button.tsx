import { Button } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import type { MouseEvent, ReactNode } from 'react'
import { labelOf } from '../till/keys.ts'
import type { Action } from '../till/keys.ts'
import classes from './parts.module.css'

type Props = ButtonProps & {
  action?: Action
  /** A key that belongs to a dialog, such as Enter. */
  keyText?: string
  onPress: () => void
  children: ReactNode
}

/** A finger leaves the focus where it was: the Enter of a scanner must press nothing. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault()
}

/** A button with its key written on it. */
export function KeyButton({ action, keyText, onPress, children, ...rest }: Props) {
  const key = action ? labelOf(action) : keyText
  return (
    <Button
      variant="default"
      {...rest}
      onMouseDown={keepFocus}
      onClick={onPress}
      {...(key ? { 'aria-keyshortcuts': key.replace('Ctrl', 'Control') } : {})}
      rightSection={
        key && (
          <kbd className={classes['key']} aria-hidden>
            {key}
          </kbd>
        )
      }
    >
      {children}
    </Button>
  )
}
