import type { ContractSummary } from '#api/types.ts'
import { soonDays } from '#kit/cover/time-left.tsx'
import { remaining } from '#kit/format/days.ts'
import type { Tone } from '#kit/status-badge.tsx'
import { useT } from '../messages.ts'
import type { ContractStatus } from '../types.ts'

const tones: Record<ContractStatus, Tone> = {
  pending: 'waiting',
  scheduled: 'info',
  active: 'good',
  expired: 'ended',
  suspended: 'waiting',
  cancelled: 'ended',
  fulfilled: 'ended',
  void: 'bad',
}

/** How a contract stands, in a word and its tone. */
export function useContractStatus() {
  const t = useT()
  return ({ status, today, endsOn }: ContractSummary): { label: string; tone: Tone } => {
    const soon = status === 'active' && remaining(today, endsOn).days <= soonDays
    return soon
      ? { label: t('status.soon'), tone: 'soon' }
      : { label: t(`status.${status}`), tone: tones[status] }
  }
}
