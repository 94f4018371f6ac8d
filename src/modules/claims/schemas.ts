import { z } from 'zod'
import { Clause, CoverKind, LimitLeftView, WarrantyNumber } from '#modules/contracts/index.ts'
import { StoreCode, StoreName } from '#modules/identity/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { Amount } from '#platform/money.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'
import { checkNames, refusalCodes } from './checks.ts'
import { moves, states } from './model.ts'

/** What is wrong, in words that every product shares. */
export const Fault = z
  .enum([
    'does_not_start',
    'stops_working',
    'display',
    'sound',
    'battery',
    'noise_or_heat',
    'leak',
    'part_broken',
    'dropped',
    'liquid',
    'other',
  ])
  .meta({ id: 'ClaimFault' })
export const ClaimState = z.enum(states).meta({ id: 'ClaimState' })
export const ClaimMove = z.enum(moves).meta({ id: 'ClaimMove' })
export const ClaimCheck = z
  .enum(checkNames)
  .meta({ id: 'ClaimCheck', description: 'In the order in which they run' })
export const RefusalCode = z.enum(refusalCodes).meta({ id: 'ClaimRefusalCode' })
export const Route = z.enum(['coupon', 'replacement_order', 'repair_request']).meta({ id: 'ClaimRoute' })
export const RejectionReason = z
  .enum([
    'no_fault_found',
    'excluded',
    'cause_not_covered',
    'cover_over',
    'limit_used_up',
    'damage_intended',
    'evidence_missing',
    'false_statement',
    'other_product',
  ])
  .meta({ id: 'ClaimRejectionReason' })

export const ReceptionNumber = text(40).meta({
  description: '12 symbols and a check symbol, 4-4-4-1; case, spaces and hyphens do not count',
  examples: ['0A1B-2C3D-4E5F-6'],
})

const fault = {
  cause: CoverKind,
  fault: Fault,
  occurredOn: DayText.meta({ description: "Day of the fault, in the store's zone; not in the future" }),
  serialNumber: text(100).nullable().default(null),
  circumstances: z
    .array(text(60))
    .max(100)
    .default([])
    .meta({ description: "Codes of the plan's exclusions that apply, as far as the claimant knows" }),
}
const words = {
  description: text(4000).meta({
    description:
      'What happened. In a test organisation `sandbox:CODE`, with the code of a refusal, provokes it',
  }),
}
const named = { number: WarrantyNumber, itemCode: text(100).nullable().default(null) }
const contact = z.union([z.strictObject({ email: z.email().max(254) }), z.strictObject({ phone: text(30) })])
/** Whose claim it is, as the store knows them; for a purchase that nobody holds there is nobody to name. */
const claimant = z
  .strictObject({
    email: z.email().max(254).optional(),
    phone: text(30).optional(),
    memberCode: text(40).optional(),
    purchaserId: idText('per').optional(),
  })
  .nullable()
  .default(null)

export const ClaimCheckInput = z
  .strictObject({ ...named, buyer: claimant, ...fault, description: text(4000).default('-') })
  .meta({ id: 'ClaimCheckRequest' })
export const ClaimInput = z
  .strictObject({
    ...named,
    buyer: claimant,
    ...fault,
    ...words,
    estimate: Amount.nullable().default(null).meta({ description: 'What the repair is likely to cost' }),
  })
  .meta({ id: 'ClaimRequest' })
export const MyClaimCheckInput = z
  .strictObject({ contractId: idText('ctr'), ...fault, description: text(4000).default('-') })
  .meta({ id: 'MyClaimCheckRequest' })
export const MyClaimInput = z
  .strictObject({ contractId: idText('ctr'), ...fault, ...words })
  .meta({ id: 'MyClaimRequest' })
export const GuestClaimCheckInput = z
  .strictObject({ number: WarrantyNumber, contact, ...fault, description: text(4000).default('-') })
  .meta({ id: 'GuestClaimCheckRequest' })
export const GuestClaimInput = z
  .strictObject({ number: WarrantyNumber, contact, ...fault, ...words })
  .meta({ id: 'GuestClaimRequest' })
export const FollowInput = z
  .strictObject({ receptionNumber: ReceptionNumber, contact })
  .meta({ id: 'FollowClaimRequest' })

export const ClaimLeft = z
  .object({
    most: z
      .int()
      .nullable()
      .meta({ description: 'Most that is paid for this cause on that day; null: no limit' }),
    limits: z.array(LimitLeftView),
    claims: z
      .object({
        period: z.enum(['term', 'cover_year']),
        count: z.int(),
        used: z.int(),
        left: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'ClaimLeft' })
export const ClaimCheckView = z
  .object({
    result: z.enum(['ok', 'refused']),
    refusal: z
      .object({ check: ClaimCheck, code: RefusalCode, message: z.string(), clause: Clause.nullable() })
      .nullable(),
    left: ClaimLeft.nullable(),
  })
  .meta({ id: 'ClaimCheckResult' })

export const HistoryEntry = z
  .object({
    n: z.int(),
    at: InstantOutput,
    kind: z.string().meta({ description: 'What was done: filed, accept, advance, photo_added, …' }),
    stage: z
      .enum(['acceptance', 'repair', 'shipping', 'completion'])
      .meta({ description: 'The kind of claim history (K17)' }),
    by: z.enum(['buyer', 'store', 'mamori']),
    state: ClaimState,
    data: z.record(z.string(), z.unknown()),
    note: z.string().nullable(),
    internal: z.boolean(),
  })
  .meta({ id: 'ClaimHistoryEntry' })
export const PhotoView = z
  .object({ n: z.int(), width: z.int(), height: z.int(), uploadedAt: InstantOutput })
  .meta({ id: 'ClaimPhoto' })

export const ClaimCouponView = z
  .object({
    code: z.string().nullable().meta({
      description: 'In clear for whose claim it is, else its beginning; null once the person was erased',
    }),
    amount: z
      .int()
      .meta({ description: 'What comes off, tax included; what one purchase leaves of it lapses' }),
    lastDay: DayText.meta({ description: "In the store's zone" }),
    state: z.enum(['issued', 'used', 'ended']),
  })
  .meta({ id: 'ClaimCoupon' })

export const ClaimSummary = z
  .object({
    id: idText('clm'),
    receptionNumber: ReceptionNumber,
    state: ClaimState,
    whoActs: z.enum(['buyer', 'store', 'nobody']),
    store: StoreName,
    contractId: idText('ctr'),
    warrantyNumber: WarrantyNumber,
    item: z.object({ code: z.string(), name: z.string().nullable(), serialNumber: z.string().nullable() }),
    cause: CoverKind,
    fault: Fault,
    occurredOn: DayText,
    currency: z.string(),
    covered: z.int().nullable(),
    filedAt: InstantOutput,
    filedVia: z.enum(['api', 'wallet', 'guest', 'console']),
    decisionDueOn: DayText.nullable().meta({ description: 'Last day for the decision while one is due' }),
    overdue: z.boolean(),
    blocked: z.object({ step: ClaimState, reason: z.string(), since: InstantOutput }).nullable(),
    secondPersonAwaited: z.boolean(),
  })
  .meta({ id: 'ClaimSummary' })
export const ClaimView = ClaimSummary.extend({
  version: z.int().meta({ description: 'Grows with every change' }),
  description: z.string().nullable().meta({ description: 'null once the person was erased' }),
  circumstances: z.array(z.string()),
  price: z.int(),
  estimate: z.int().nullable(),
  buyerPays: z.int().nullable(),
  exchange: z.boolean(),
  goodwill: z.boolean(),
  route: Route.nullable(),
  reasonCode: z.string().nullable(),
  decidedAt: InstantOutput.nullable(),
  appealed: z.boolean(),
  closedAt: InstantOutput.nullable(),
  moves: z.array(ClaimMove).meta({ description: 'What can be done next, by whomever' }),
  nextStep: ClaimState.nullable().meta({ description: 'Where `advance` leads' }),
  slip: z.boolean().meta({ description: 'The return slip can be printed' }),
  photos: z.array(PhotoView),
  coupon: ClaimCouponView.nullable().meta({ description: 'The last coupon that the claim was given' }),
  history: z.array(HistoryEntry),
  left: ClaimLeft,
}).meta({ id: 'Claim' })
const proposal = z
  .object({
    decision: z.enum(['accept', 'reject']),
    by: z.string(),
    mine: z.boolean(),
    at: InstantOutput,
    estimate: z.int().nullable(),
    route: Route.nullable(),
    goodwill: z.boolean(),
    reasonCode: z.string().nullable(),
    note: z.string().nullable(),
  })
  .nullable()
/** What the desk sees besides. */
export const DeskClaimView = ClaimView.extend({
  claimant: z
    .object({ name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() })
    .nullable()
    .meta({ description: 'null: nobody is known, or they were erased' }),
  check: ClaimCheckView.meta({ description: 'What the rules say today, this claim itself left out' }),
  proposal,
  routes: z.array(Route).meta({ description: "The plan's routes, the preferred first" }),
  threshold: z.int().nullable().meta({ description: 'Above this amount a second person decides' }),
}).meta({ id: 'DeskClaim' })
export const FiledGuestClaim = z
  .object({ claim: ClaimView, token: z.string().meta({ description: 'Send it as `claim-token`' }) })
  .meta({ id: 'FiledGuestClaim' })
export const ClaimPage = pageOf(ClaimSummary, 'ClaimPage')
export const ClaimParams = z.object({ claimId: idText('clm') })
export const PhotoParams = ClaimParams.extend({ n: z.coerce.number().int().min(1).max(1000) })
export const ClaimQuery = PageQuery.extend({
  storeCode: StoreCode.optional(),
  state: ClaimState.optional(),
  queue: z
    .enum(['to_decide', 'with_buyer', 'at_work', 'second_person', 'overdue', 'closed'])
    .optional()
    .meta({ description: 'Claims by what is to be done' }),
  contractId: idText('ctr').optional(),
  receptionNumber: ReceptionNumber.optional(),
})

export const QueueQuery = z.object({ storeCode: StoreCode.optional() })
export const ClaimQueues = z
  .object({
    to_decide: z.int(),
    with_buyer: z.int(),
    at_work: z.int(),
    second_person: z.int(),
    overdue: z.int(),
    closed: z.int(),
  })
  .meta({ id: 'ClaimQueues' })
