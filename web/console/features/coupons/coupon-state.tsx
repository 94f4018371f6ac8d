import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from './messages.ts'
import type { CouponState } from './types.ts'

const tones = { draft: 'waiting', running: 'good', paused: 'info', ended: 'ended' } as const

export function CouponStateBadge({ state }: { state: CouponState }) {
  const t = useT()
  return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
}
