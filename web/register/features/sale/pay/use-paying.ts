import { useEffect, useState } from 'react'
import { sumOf, withSending } from '../../../till/basket.ts'
import type { Basket } from '../../../till/basket.ts'
import { changeBasket } from '../../../till/baskets.ts'
import { useDevice } from '../../../till/device.ts'
import { useNetwork } from '../../../till/network.ts'
import type { Entry } from '../../../till/queue.ts'
import type { Chosen } from '../../../till/tenders.ts'
import { trainingNow } from '../../../till/training.ts'
import type { Problem, Settlement } from '../../../till/types.ts'
import type { Quoted } from '../use-quote.ts'
import { follow, resultOf, settle } from './settling.ts'
import type { Result } from './settling.ts'

export type Phase =
  | { kind: 'choosing'; problem: Problem | null; before: number | null }
  | { kind: 'sending' }
  | { kind: 'unknown'; reference: string }
  | { kind: 'waiting'; settlement: Settlement }
  | { kind: 'done'; settlement: Settlement }
  | { kind: 'kept'; entry: Entry }
  | { kind: 'training'; chosen: readonly Chosen[]; due: number }

const begin: Phase = { kind: 'choosing', problem: null, before: null }

/** Where paying stands. A basket that was being sent when the page went away goes on where it was. */
export function usePaying(basket: Basket, quoted: Quoted) {
  const device = useDevice()
  const { online } = useNetwork()
  const [phase, setPhase] = useState<Phase>(basket.sending === null ? begin : { kind: 'sending' })
  const sum = sumOf(basket)
  const due = quoted.quote?.amountDue ?? sum

  /** Back to the choice with the reason; the basket is as it was, and its price is asked anew. */
  function refuse(problem: Problem | null) {
    changeBasket((now, at) => ({ ...withSending(now, null), changedAt: at }))
    setPhase({ kind: 'choosing', problem, before: due })
  }
  function see(settlement: Settlement) {
    const { state } = settlement
    if (state === 'awaiting_buyer' || state === 'processing') setPhase({ kind: 'waiting', settlement })
    else if (state === 'failed')
      refuse(settlement.reason === 'cancelled_at_till' ? null : problemOf(settlement))
    else setPhase({ kind: 'done', settlement })
  }
  function take(result: Result) {
    if (result.kind === 'answered') see(result.settlement)
    else if (result.kind === 'refused')
      refuse(result.problem.code === 'sale_not_begun' ? null : result.problem)
    else setPhase(result)
  }

  useEffect(() => {
    const { sending } = basket
    // Only at the beginning: what is sent from here is followed below.
    if (sending === null || phase.kind !== 'sending') return
    void resultOf(sending).then((found) =>
      found.kind === 'unknown' ? follow(sending, false).then(take) : take(found),
    )
    // oxlint-disable-next-line react/exhaustive-deps -- once, when the page opens
  }, [])

  async function pay(chosen: readonly Chosen[]) {
    if (trainingNow()) {
      setPhase({ kind: 'training', chosen, due })
      return
    }
    setPhase({ kind: 'sending' })
    const quote = online ? (quoted.quote ?? null) : null
    take(await settle({ basket, device, chosen, quote, sum }))
  }

  return { phase, pay, take, see, due }
}
export type Paying = ReturnType<typeof usePaying>

/** Why a payment came to nothing, as far as there are words for it. */
const reasons = ['insufficient_balance', 'bank_closed', 'buyer_declined', 'buyer_did_not_confirm']

/** A payment that came to nothing reads like a refusal. */
function problemOf({ reason, tenders }: Settlement): Problem {
  const said = reason ?? tenders.find((tender) => tender.reason !== null)?.reason ?? ''
  const code = reasons.includes(said) ? said : 'payment_declined'
  return { code, status: 402, errors: [], requestId: '' }
}
