import type { Tone } from '#kit/status-badge.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from './messages.ts'
import type { SettlementState } from './types.ts'

const tones: Record<SettlementState, Tone> = {
  awaiting_buyer: 'waiting',
  processing: 'waiting',
  settled: 'good',
  partly_refunded: 'info',
  refunded: 'ended',
  voided: 'ended',
  failed: 'bad',
}

export function SettlementStateBadge({ state }: { state: SettlementState }) {
  const t = useT()
  return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
}
