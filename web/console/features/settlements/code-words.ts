import type { Tone } from '#kit/status-badge.tsx'
import { useErrorText } from '#kit/i18n/error-text.ts'
import { useT } from './messages.ts'
import { ja } from './messages.ja.ts'

/** Words of codes that may grow; one that is newer is shown as it is. */
export function useCodeWords() {
  const t = useT()
  const describe = useErrorText()
  const word = (kind: 'payment' | 'refused' | 'provider' | 'reason', code: string) => {
    const key = `${kind}.${code}`
    return key in ja ? t(key as 'payment.captured') : code
  }
  return {
    payment: (code: string) => word('payment', code),
    refused: (code: string) => word('refused', code),
    provider: (code: string) => word('provider', code),
    reason: (code: string) =>
      `reason.${code}` in ja ? word('reason', code) : describe({ code, status: 409 }).text,
    tone: (code: string): Tone => tones[code] ?? 'waiting',
  }
}

const tones: Record<string, Tone> = {
  paid: 'good',
  captured: 'good',
  succeeded: 'good',
  authorised: 'info',
  failed: 'bad',
  conflicted: 'bad',
  cancelled: 'ended',
  expired: 'ended',
}
