import { claimChanged, claimEscalated } from '#modules/claims/index.ts'
import { getStoreById, reachPurchasers, reachStaffOfStore } from '#modules/identity/index.ts'
import { formatNumber } from '#platform/codes.ts'
import { subscribe } from '#platform/events.ts'
import type { PurchaserId, StoreId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import type { Message } from '#platform/messages.ts'
import { sendMessages } from '#platform/messages.ts'
import type { ClaimStep } from './claim-words.ts'
import { claimSteps } from './claim-words.ts'

type Changed = { kind: string; state: string; internal: boolean }

/** What the buyer is told of a change; undefined for notes, photos and what only the desk sees. */
export function stepTold({ kind, state, internal }: Changed): ClaimStep | undefined {
  if (internal) return undefined
  if (kind === 'filed') return 'filed'
  if (kind === 'answer_information') return 'answered'
  if (kind === 'appeal') return 'appealed'
  const moves = [
    'request_information',
    'accept',
    'reject',
    'withdraw',
    'advance',
    'order_replacement',
    'issue_coupon',
    'refund',
    'coupon_used',
    'coupon_returned',
    'coupon_ended',
  ]
  return moves.includes(kind) ? claimSteps.find((step) => step === state) : undefined
}

/** The buyer hears of every step of a claim, by mail or on the phone. */
export const tellClaimants = subscribe('notify.tell-claimants', claimChanged, async (ctx, tx, events) => {
  const told = events.filter(({ payload }, i) => {
    // An acceptance that goes on to the next step at once is one message, about that step.
    const next = events[i + 1]?.payload
    return !(payload.kind === 'accept' && next?.claimId === payload.claimId && next.at === payload.at)
  })
  const people = await reachPurchasers(tx, ctx, [
    ...new Set(told.flatMap(({ payload }) => payload.purchaserIds.slice(0, 1) as PurchaserId[])),
  ])
  const messages = told.flatMap(({ payload }): Message[] => {
    const step = stepTold(payload)
    const person = people.get(payload.purchaserIds[0] as PurchaserId)
    if (!step || !person) return []
    const app = person.mode === 'test' ? '/wallet/test' : '/wallet'
    const path = payload.guest ? `${app}/claim` : `${app}/claims/${publicId('clm', payload.claimId)}`
    const url = `${ctx.config.PUBLIC_URL ?? `http://localhost:${ctx.config.PORT}`}${path}`
    const receptionNumber = formatNumber(payload.receptionNumber)
    return [{ ...person, template: 'claim_update', data: { receptionNumber, item: payload.item, step, url } }]
  })
  await sendMessages(tx, ctx, messages)
})

/** A deadline has passed: the owners and managers of the store are told. */
export const tellOverdue = subscribe('notify.tell-overdue', claimEscalated, async (ctx, tx, events) => {
  for (const { payload } of events) {
    const store = await getStoreById(ctx, payload.storeId)
    const data = {
      store: store.name,
      receptionNumber: formatNumber(payload.receptionNumber),
      dueOn: payload.dueOn,
    }
    const staff = await reachStaffOfStore(tx, ctx, payload.storeId as StoreId)
    await sendMessages(
      tx,
      ctx,
      staff.map((person) => ({ ...person, template: 'claim_overdue' as const, data })),
    )
  }
})
