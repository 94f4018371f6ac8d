import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconClock,
  IconInfoCircle,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './status-badge.module.css'

/** What a state means for its reader; amber is kept for "ends soon" and red for refusals and losses. */
export type Tone = 'good' | 'soon' | 'waiting' | 'info' | 'ended' | 'bad'

const icons = {
  good: IconCircleCheck,
  soon: IconClock,
  waiting: IconCircleDashed,
  info: IconInfoCircle,
  ended: IconCircleX,
  bad: IconAlertTriangle,
}

/** A state in a word, with a sign of its own so that it reads without colour. */
export function StatusBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Icon = icons[tone]
  return (
    <span className={classes['badge']} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {children}
    </span>
  )
}
