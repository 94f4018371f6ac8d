import { z } from 'zod'
import { claimChanged, claimEscalated } from '#modules/claims/index.ts'
import {
  contractCancelled,
  contractIssued,
  contractReinstated,
  contractVoided,
} from '#modules/contracts/index.ts'
import { purchaseDisowned, purchaseRecorded } from '#modules/purchases/index.ts'
import type { EventDefinition } from '#platform/events.ts'
import { publicId } from '#platform/ids.ts'

/** What a receiver is told of one event: of which store or organisation it is, and facts without people. */
export type Told = { storeId: string | null; organisationId: string | null; data: Record<string, unknown>[] }
type View = (payload: unknown) => Told

/** Contracts that one message names at most: bodies stay below 20 kB. */
const mostContracts = 100

function topic<P>(event: EventDefinition<P>, view: (payload: P) => Told): [string, View] {
  return [event.topic, (payload) => view(event.schema.parse(payload))]
}

function ofStore(storeId: string, ...data: Record<string, unknown>[]): Told {
  return { storeId, organisationId: null, data }
}

/** One message for each hundred contracts of a purchase. */
function ofContracts(
  payload: { contractIds: string[]; purchaseId: string; storeId: string },
  more: Record<string, unknown>,
): Told {
  const parts: string[][] = []
  for (let at = 0; at < payload.contractIds.length; at += mostContracts)
    parts.push(payload.contractIds.slice(at, at + mostContracts))
  return ofStore(
    payload.storeId,
    ...parts.map((ids) => ({
      purchaseId: publicId('pur', payload.purchaseId),
      contractIds: ids.map((id) => publicId('ctr', id)),
      ...more,
    })),
  )
}

/** Events of payments, settlements and coupons: what they say of these is passed on, anything else is not. */
const Money = z.object({
  storeId: z.string().nullish(),
  organisationId: z.string().nullish(),
  settlementId: z.string().nullish(),
  attemptId: z.string().nullish(),
  refundId: z.string().nullish(),
  couponId: z.string().nullish(),
  reference: z.string().max(500).nullish(),
  state: z.string().max(100).nullish(),
  currency: z.string().nullish(),
  amount: z.int().nullish(),
  amountDue: z.int().nullish(),
  discount: z.int().nullish(),
})
const moneyIds = { settlementId: 'stl', attemptId: 'att', refundId: 'rfd', couponId: 'cpn' } as const

function ofMoney(payload: unknown): Told {
  const { storeId, organisationId, ...facts } = Money.parse(payload)
  const data = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => {
      const prefix = moneyIds[name as keyof typeof moneyIds]
      const isId = prefix !== undefined && typeof value === 'string'
      return [name, isId ? publicId(prefix, value) : (value ?? null)]
    }),
  )
  return { storeId: storeId ?? null, organisationId: organisationId ?? null, data: [data] }
}

const views = new Map<string, View>([
  topic(purchaseRecorded, ({ purchaseId, storeId, kind, revision }) =>
    ofStore(storeId, { purchaseId: publicId('pur', purchaseId), kind, revision }),
  ),
  topic(purchaseDisowned, ({ purchaseId, storeId, reference }) =>
    ofStore(storeId, { purchaseId: publicId('pur', purchaseId), reference }),
  ),
  topic(contractIssued, (payload) => ofContracts(payload, {})),
  topic(contractCancelled, (payload) => ofContracts(payload, { reason: payload.reason })),
  topic(contractVoided, (payload) => ofContracts(payload, { reason: payload.reason })),
  topic(contractReinstated, (payload) => ofContracts(payload, {})),
  topic(claimChanged, ({ claimId, contractIds, purchaseId, storeId, kind, state, internal }) =>
    // What the desk notes for itself stays at the desk.
    internal
      ? ofStore(storeId)
      : ofContracts(
          { contractIds, purchaseId, storeId },
          { claimId: publicId('clm', claimId), step: kind, state },
        ),
  ),
  topic(claimEscalated, ({ claimId, storeId, dueOn }) =>
    ofStore(storeId, { claimId: publicId('clm', claimId), dueOn }),
  ),
  ['settlement.changed', ofMoney],
  ['payment.changed', ofMoney],
  ['refund.changed', ofMoney],
  ['coupon.used', ofMoney],
])

/** Sent by `POST …/test` alone, whatever an endpoint listens to. */
export const testTopic = 'webhook.test'
export const webhookTopics: readonly string[] = [...views.keys()]

/** What is told of an event of a topic. */
export function toldOf(name: string, payload: unknown): Told {
  return views.get(name)?.(payload) ?? { storeId: null, organisationId: null, data: [] }
}

/** True where a topic is one of those listened to: whole (`claim.changed`), or with a star at its end (`claim.*`, `*`). */
export function listensTo(topics: readonly string[], name: string): boolean {
  return topics.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : each === name))
}
