import {
  IconCircle,
  IconCircleCheckFilled,
  IconCircleDotFilled,
  IconCircleXFilled,
} from '@tabler/icons-react'
import type { Claim, PlanTerms } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { useClaimT } from '../../../parts/claims/messages.ts'
import { useTrackingT } from './messages.ts'
import { stepsOf } from './steps.ts'
import classes from './tracking.module.css'

type Props = { claim: Claim; planned: PlanTerms['claimSteps'] | null }

const signs = { done: IconCircleCheckFilled, now: IconCircleDotFilled, later: IconCircle }
const tones: Record<string, string> = { rejected: 'bad', withdrawn: 'ended' }

/** The way of the claim from top to bottom: done, now, to come. */
export function StepLine({ claim, planned }: Props) {
  const t = useTrackingT()
  const words = useClaimT()
  return (
    <ol className={classes['line']}>
      {stepsOf(claim, planned).map(({ state, place, at }) => {
        const tone = tones[state]
        const Sign = tone ? IconCircleXFilled : signs[place]
        return (
          <li
            key={state}
            data-place={place}
            data-tone={tone}
            aria-current={place === 'now' ? 'step' : undefined}
          >
            <Sign size={24} aria-hidden />
            <div>
              <strong>{words(`state.${state}`)}</strong>
              <span className="sr-only"> ({t(`steps.${place}`)})</span>
              {at && (
                <span className={classes['when']}>
                  <DateText value={at} zone={claim.store.timeZone} time />
                </span>
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
