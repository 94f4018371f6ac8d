import { StatusBadge } from '#kit/status-badge.tsx'
import type { Tone } from '#kit/status-badge.tsx'
import { useT } from '../../messages.ts'
import type { Settlement } from '../../till/types.ts'

const tones: Record<Settlement['state'], Tone> = {
  awaiting_buyer: 'waiting',
  processing: 'waiting',
  settled: 'good',
  failed: 'bad',
  voided: 'ended',
  partly_refunded: 'info',
  refunded: 'ended',
}

export function SaleState({ state }: { state: Settlement['state'] }) {
  const t = useT()
  return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
}
