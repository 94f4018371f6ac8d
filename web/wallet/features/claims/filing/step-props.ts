import type { Draft } from './typed-claim.ts'
import type { Fault } from './steps.ts'

/** What every step is given. */
export type StepProps = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  /** What is missing, once the person tried to go on. */
  faults: readonly Fault[]
}
