import type { Claim, ClaimState, PlanTerms } from '#api/types.ts'

export type Step = { state: ClaimState; place: 'done' | 'now' | 'later'; at: string | null }
/** The order of the steps, whatever the order in which a plan names them. */
const repairSteps = [
  'awaiting_payment',
  'awaiting_return',
  'received',
  'in_repair',
  'repaired',
  'shipped',
] as const

type Known = Pick<Claim, 'state' | 'nextStep' | 'buyerPays' | 'history'>

/**
 * A claim's way as one line: what it went through, where it is, and what its plan has still to come. What it went back
 * over, such as a question that was answered, is cut off the line; the history keeps it.
 * @param planned the plan's steps of a repair; null where only the next step is known
 */
export function stepsOf(claim: Known, planned: PlanTerms['claimSteps'] | null): Step[] {
  const line: { state: ClaimState; at: string }[] = []
  for (const { state, at } of claim.history) {
    const before = line.findIndex((step) => step.state === state)
    if (before === -1) line.push({ state, at })
    else line.length = before + 1
  }
  const over = ['rejected', 'withdrawn', 'completed'].includes(claim.state)
  return [
    ...line.map(({ state, at }, index): Step => {
      const last = index === line.length - 1
      return { state, at, place: last && !over ? 'now' : 'done' }
    }),
    ...(over ? [] : laterOf(claim, planned)).map((state): Step => ({ state, place: 'later', at: null })),
  ]
}

function laterOf(
  { state, nextStep, buyerPays }: Known,
  planned: PlanTerms['claimSteps'] | null,
): ClaimState[] {
  const repair = repairSteps.filter(
    (step) => planned?.includes(step) && (step !== 'awaiting_payment' || (buyerPays ?? 0) > 0),
  )
  const way: ClaimState[] = ['submitted', 'accepted', ...repair, 'completed']
  const at = way.indexOf(state === 'information_requested' ? 'submitted' : state)
  if (at !== -1 && planned !== null) return way.slice(at + 1)
  if (state === 'submitted' || state === 'information_requested') return ['accepted', 'completed']
  return nextStep === null || nextStep === 'completed' ? ['completed'] : [nextStep, 'completed']
}
