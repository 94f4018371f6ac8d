import { useLack } from '../../../session.tsx'
import type { Scope } from '../../../types.ts'
import { useT } from '../messages.ts'
import type { Claim, ClaimMove } from '../types.ts'
import { useWord } from '../words.ts'

export type Action =
  | 'ask'
  | 'accept'
  | 'reject'
  | 'confirm'
  | 'advance'
  | 'remedy'
  | 'answer'
  | 'block'
  | 'unblock'
  | 'note'
  | 'withdraw'
type Offered = {
  action: Action
  label: string
  primary?: boolean
  loss?: boolean
  disabledReason: string | undefined
}

const closed = new Set(['rejected', 'withdrawn', 'completed'])
const undecided = new Set(['submitted', 'information_requested'])

/** The actions that belong to where a claim stands, those that cannot be done now with the reason. */
export function useActions(claim: Claim): Offered[] {
  const t = useT()
  const word = useWord()
  const lack = useLack()
  const { state, moves, proposal, nextStep } = claim
  const notNow = t('why.state', { state: word('state', state) })
  const reason = (scope: Scope, ...wanted: ClaimMove[]) => {
    if (lack(scope)) return lack(scope)
    if (wanted.some((move) => moves.includes(move))) return undefined
    return proposal ? t('why.proposal') : notNow
  }
  const isUndecided = undecided.has(state)
  const isClosed = closed.has(state)
  const offered: (Offered | false)[] = [
    proposal !== null && {
      action: 'confirm',
      label: t('act.confirm'),
      primary: true,
      disabledReason: lack('claims:decide') ?? (proposal.mine ? t('why.mine') : undefined),
    },
    isUndecided && {
      action: 'accept',
      label: t('act.accept'),
      primary: proposal === null,
      disabledReason: reason('claims:decide', 'accept'),
    },
    !isUndecided &&
      !isClosed &&
      nextStep !== null && {
        action: 'advance',
        label: t('act.advance', { step: word('state', nextStep) }),
        primary: true,
        disabledReason: reason('claims:write', 'advance'),
      },
    isUndecided && {
      action: 'ask',
      label: t('act.ask'),
      disabledReason: reason('claims:decide', 'request_information'),
    },
    state === 'information_requested' && {
      action: 'answer',
      label: t('act.answer'),
      disabledReason: reason('claims:write', 'answer_information'),
    },
    !isUndecided &&
      !isClosed && {
        action: 'remedy',
        label: t('act.remedy'),
        disabledReason: reason('claims:decide', 'order_replacement', 'issue_coupon', 'refund'),
      },
    (isUndecided || state === 'received') && {
      action: 'reject',
      label: t('act.reject'),
      loss: true,
      disabledReason: reason('claims:decide', 'reject'),
    },
    { action: 'note', label: t('act.note'), disabledReason: lack('claims:write') },
    !isClosed && {
      action: claim.blocked ? 'unblock' : 'block',
      label: t(claim.blocked ? 'act.unblock' : 'act.block'),
      disabledReason: lack('claims:write'),
    },
    !isClosed && {
      action: 'withdraw',
      label: t('act.withdraw'),
      disabledReason: reason('claims:write', 'withdraw'),
    },
  ]
  return offered.filter((one) => one !== false)
}
