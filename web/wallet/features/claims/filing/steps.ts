import type { ClaimCheckResult } from '#api/types.ts'
import type { Draft } from './typed-claim.ts'

export const stepNames = ['what', 'when', 'exclusions', 'description', 'photos', 'check'] as const
export type StepName = (typeof stepNames)[number]
export type Fault = 'cause' | 'fault' | 'occurredOn' | 'future' | 'circumstances' | 'description'

/** The steps of a claim; without exclusions that are known there is nothing to ask about them. */
export function stepsFor(exclusions: readonly unknown[]): StepName[] {
  return stepNames.filter((name) => name !== 'exclusions' || exclusions.length > 0)
}

/**
 * What is missing in a step before the next one makes sense.
 * @param today by the organisation's clock; null where only the server knows it
 */
export function faultsOf(step: StepName, draft: Draft, today: string | null): Fault[] {
  switch (step) {
    case 'what':
      return [...(draft.cause ? [] : ['cause' as const]), ...(draft.fault ? [] : ['fault' as const])]
    case 'when':
      if (draft.occurredOn === '') return ['occurredOn']
      return today !== null && draft.occurredOn > today ? ['future'] : []
    case 'exclusions':
      return draft.circumstances === null ? ['circumstances'] : []
    case 'description':
      return draft.description.trim() === '' ? ['description'] : []
    default:
      return []
  }
}

/** The step of an address, or the first before it that is not done: a link leads nobody past a question. */
export function stepToShow(
  wanted: string | undefined,
  steps: readonly StepName[],
  draft: Draft,
  today: string | null,
): StepName {
  const at = steps.findIndex((name) => name === wanted)
  const open = steps.findIndex((name) => faultsOf(name, draft, today).length > 0)
  return steps[open === -1 ? Math.max(at, 0) : Math.min(Math.max(at, 0), open)] ?? 'what'
}

type Check = NonNullable<ClaimCheckResult['refusal']>['check']

/** Where the answer stands that a check refused; undefined where none of them would change it. */
export function stepOfCheck(check: Check): StepName | undefined {
  const places: Partial<Record<Check, StepName>> = {
    product: 'when',
    term: 'when',
    cause: 'what',
    exclusion: 'exclusions',
    open_claim: 'what',
    waiting: 'when',
  }
  return places[check]
}
