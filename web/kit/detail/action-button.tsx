import { Button, Tooltip } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useId } from 'react'

type Props = ButtonProps & {
  children: ReactNode
  onClick: () => void
  /** Why it cannot be done now. The button stays reachable, so that the reason can be read. */
  disabledReason?: string | undefined
}

/** An action that says why when it cannot be done. */
export function ActionButton({ disabledReason, onClick, children, ...rest }: Props) {
  const id = useId()
  const button = (
    <Button
      {...rest}
      {...(disabledReason ? { 'data-disabled': true } : {})}
      aria-disabled={disabledReason ? true : undefined}
      aria-describedby={disabledReason ? id : undefined}
      onClick={(event) => (disabledReason ? event.preventDefault() : onClick())}
    >
      {children}
    </Button>
  )
  if (!disabledReason) return button
  return (
    <>
      <Tooltip label={disabledReason} multiline maw={280} events={{ hover: true, focus: true, touch: true }}>
        {button}
      </Tooltip>
      <span id={id} className="sr-only">
        {disabledReason}
      </span>
    </>
  )
}
