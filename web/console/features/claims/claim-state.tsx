import { IconAlarm, IconHandStop, IconUsers } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Tone } from '#kit/status-badge.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import classes from './claims.module.css'
import { useT } from './messages.ts'
import type { ClaimState, ClaimSummary } from './types.ts'
import { useWord } from './words.ts'

const tones: Partial<Record<ClaimState, Tone>> = {
  submitted: 'info',
  information_requested: 'waiting',
  awaiting_payment: 'waiting',
  awaiting_return: 'waiting',
  completed: 'good',
  rejected: 'ended',
  withdrawn: 'ended',
}

export function ClaimStateBadge({ state }: { state: ClaimState }) {
  const word = useWord()
  return <StatusBadge tone={tones[state] ?? 'info'}>{word('state', state)}</StatusBadge>
}

type Marked = Pick<ClaimSummary, 'overdue' | 'secondPersonAwaited' | 'blocked'>

/** What asks for attention, each by a sign and a word of its own. */
export function ClaimMarks({ claim }: { claim: Marked }) {
  const t = useT()
  return (
    <>
      {claim.overdue && <Mark icon={IconAlarm} text={t('overdue')} loss />}
      {claim.secondPersonAwaited && <Mark icon={IconUsers} text={t('secondPerson')} />}
      {claim.blocked && <Mark icon={IconHandStop} text={t('blockedMark')} />}
    </>
  )
}

type MarkProps = { icon: ComponentType<{ size: number; 'aria-hidden': true }>; text: string; loss?: boolean }

function Mark({ icon: Icon, text, loss }: MarkProps) {
  return (
    <span className={classes['mark']} data-loss={loss}>
      <Icon size={14} aria-hidden />
      {text}
    </span>
  )
}
