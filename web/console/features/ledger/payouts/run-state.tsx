import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from '../messages.ts'
import type { PayoutRun } from '../types.ts'

const tones = { prepared: 'waiting', confirmed: 'good', discarded: 'ended' } as const

export function RunStateBadge({ state }: { state: PayoutRun['state'] }) {
  const t = useT()
  return <StatusBadge tone={tones[state]}>{t(`run.${state}`)}</StatusBadge>
}
