import type { Settlement } from '#api/types.ts'
import type { Tone } from '#kit/status-badge.tsx'
import { usePaymentsT } from './messages.ts'

type State = Settlement['state']

const tones: Record<State, Tone> = {
  awaiting_buyer: 'waiting',
  processing: 'waiting',
  settled: 'good',
  failed: 'ended',
  voided: 'ended',
  partly_refunded: 'info',
  refunded: 'info',
}

/** The word and the tone of a payment's state. */
export function usePaymentState(): (state: State) => { label: string; tone: Tone } {
  const t = usePaymentsT()
  return (state) => ({ label: t(`state.${state}`), tone: tones[state] })
}

const reasons = [
  'buyer_declined',
  'buyer_did_not_confirm',
  'cancelled_at_till',
  'insufficient_balance',
] as const

/** Why nothing was paid, in a sentence. */
export function useFailureText(): (reason: string | null) => string {
  const t = usePaymentsT()
  return (reason) => t(`reason.${reasons.find((known) => known === reason) ?? 'other'}`)
}
