import type { Terms } from '#modules/contracts/index.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { addDays, dayIn, startOfDay } from '#platform/dates.ts'

export const states = [
  'submitted',
  'information_requested',
  'accepted',
  'rejected',
  'withdrawn',
  'awaiting_payment',
  'awaiting_return',
  'received',
  'in_repair',
  'repaired',
  'shipped',
  'replacement_ordered',
  'coupon_issued',
  'refunded',
  'completed',
] as const
export type State = (typeof states)[number]

export const moves = [
  'request_information',
  'answer_information',
  'accept',
  'reject',
  'withdraw',
  'appeal',
  'advance',
  'order_replacement',
  'issue_coupon',
  'refund',
] as const
export type Move = (typeof moves)[number]

/** What a claim's next moves depend on besides its state. */
export type Course = {
  state: State
  /** Steps of a repair that the plan has. */
  steps: Terms['claimSteps']
  /** Deductible and excess, minor units: without it nothing is awaited. */
  buyerPays: number
  /** One appeal was made already. */
  appealed: boolean
  /** A coupon of ours waits to be used: its use completes the claim, nobody's word. */
  couponWaits?: boolean
}

/** States in which nobody has anything to do any more. */
export function isClosed(state: State): boolean {
  return state === 'rejected' || state === 'withdrawn' || state === 'completed'
}

/** Whether the buyer may still step back: before the goods are received. */
const beforeReceived: readonly State[] = [
  'submitted',
  'information_requested',
  'accepted',
  'awaiting_payment',
  'awaiting_return',
]
const remedies: readonly State[] = ['replacement_ordered', 'coupon_issued', 'refunded']
const remediable: readonly State[] = ['accepted', 'received', 'in_repair']

/** Where a move leads; undefined where the claim's course does not allow it. */
export function stateAfter(course: Course, move: Move): State | undefined {
  const { state } = course
  switch (move) {
    case 'request_information':
      return state === 'submitted' ? 'information_requested' : undefined
    case 'answer_information':
      return state === 'information_requested' ? 'submitted' : undefined
    case 'accept':
      return state === 'submitted' ? 'accepted' : undefined
    case 'reject':
      return state === 'submitted' || state === 'received' ? 'rejected' : undefined
    case 'withdraw':
      return beforeReceived.includes(state) ? 'withdrawn' : undefined
    case 'appeal':
      return state === 'rejected' && !course.appealed ? 'submitted' : undefined
    case 'order_replacement':
      return remediable.includes(state) ? 'replacement_ordered' : undefined
    case 'issue_coupon':
      return remediable.includes(state) ? 'coupon_issued' : undefined
    case 'refund':
      return remediable.includes(state) ? 'refunded' : undefined
    case 'advance':
      return stepAfter(course)
  }
}

export function movesFrom(course: Course): Move[] {
  return moves.filter((move) => stateAfter(course, move) !== undefined)
}

/** The next step of a repair, or of a remedy that was given; steps that the plan lacks are skipped. */
function stepAfter({ state, steps, buyerPays, couponWaits = false }: Course): State | undefined {
  if (state === 'coupon_issued' && couponWaits) return undefined
  if (state === 'replacement_ordered') return steps.includes('shipped') ? 'shipped' : 'completed'
  if (remedies.includes(state)) return 'completed'
  const path: State[] = [
    'accepted',
    ...repairSteps.filter((step) => steps.includes(step) && (step !== 'awaiting_payment' || buyerPays > 0)),
    'completed',
  ]
  const at = path.indexOf(state)
  return at === -1 ? undefined : path[at + 1]
}

const repairSteps = [
  'awaiting_payment',
  'awaiting_return',
  'received',
  'in_repair',
  'repaired',
  'shipped',
] as const satisfies readonly State[]

/** The step to which acceptance of a repair goes on at once, because there it waits for the buyer. */
export function waitsForBuyer(state: State | undefined): boolean {
  return state === 'awaiting_payment' || state === 'awaiting_return'
}

/** Who has to do something next. */
export function whoActs(state: State): 'buyer' | 'store' | 'nobody' {
  if (isClosed(state)) return 'nobody'
  return state === 'information_requested' || waitsForBuyer(state) ? 'buyer' : 'store'
}

export type Stage = 'acceptance' | 'repair' | 'shipping' | 'completion'

/** The kind of claim history of K17 to which an entry belongs, by the state that it leads to. */
export function stageOf(state: State): Stage {
  switch (state) {
    case 'received':
    case 'in_repair':
    case 'repaired':
      return 'repair'
    case 'shipped':
    case 'replacement_ordered':
      return 'shipping'
    case 'coupon_issued':
    case 'refunded':
    case 'completed':
      return 'completion'
    default:
      return 'acceptance'
  }
}

/** Calendar days within which a claim is decided, doubled once by a request for information. */
export const decisionDays = 7

/** The instant after the last day for a decision, in the store's zone. */
export function decisionDueAt(submittedAt: InstantText, doubled: boolean, zone: string): InstantText {
  const days = decisionDays * (doubled ? 2 : 1)
  return startOfDay(addDays(dayIn(zone, submittedAt), days + 1), zone)
}

/** The last day for a decision, as people see it. */
export function decisionDueOn(dueAt: InstantText, zone: string): Day {
  return addDays(dayIn(zone, dueAt), -1)
}
