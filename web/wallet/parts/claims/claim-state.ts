import type { ClaimState } from '#api/types.ts'
import type { Tone } from '#kit/status-badge.tsx'

type Standing = { state: ClaimState; whoActs: 'buyer' | 'store' | 'nobody' }

/** How a claim's state reads at a glance. Blue is for what waits for the person. */
export function claimTone({ state, whoActs }: Standing): Tone {
  if (state === 'rejected') return 'bad'
  if (state === 'withdrawn') return 'ended'
  if (state === 'completed') return 'good'
  return whoActs === 'buyer' ? 'info' : 'waiting'
}

export function isOpen({ whoActs }: Standing): boolean {
  return whoActs !== 'nobody'
}
