import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from './messages.ts'
import type { Endpoint } from './types.ts'

const tones = { active: 'good', paused: 'info', disabled: 'bad' } as const

export function EndpointStateBadge({ state }: { state: Endpoint['state'] }) {
  const t = useT()
  return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
}
