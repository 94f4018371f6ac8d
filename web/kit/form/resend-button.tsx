import { Button, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useKitT } from '../i18n/kit-messages.ts'

type Props = {
  /** When the last code was sent, and how long to wait from then. */
  sentAt: number
  afterSeconds: number
  busy?: boolean
  onResend: () => void
}

/** Sends the code again, once the wait that the server asks for is over. */
export function ResendButton({ sentAt, afterSeconds, busy, onResend }: Props) {
  const t = useKitT()
  const left = useSecondsUntil(sentAt + afterSeconds * 1000)
  if (left > 0) {
    return (
      <Text size="sm" c="dimmed" lh="44px" className="figures">
        {t('resendIn', { seconds: left })}
      </Text>
    )
  }
  return (
    <Button variant="subtle" loading={busy ?? false} onClick={onResend}>
      {t('resend')}
    </Button>
  )
}

function useSecondsUntil(at: number): number {
  const [now, setNow] = useState(() => Date.now())
  const waiting = now < at
  useEffect(() => {
    const timer = waiting ? setInterval(() => setNow(Date.now()), 500) : undefined
    return () => clearInterval(timer)
  }, [waiting])
  return Math.max(0, Math.ceil((at - now) / 1000))
}
