import { z } from 'zod'
import { StoreCode, StoreName } from '#modules/identity/index.ts'
import { Clause, CoverKind, PlanTerms } from '#modules/plans/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'
import { CauseLeft } from './limit-schemas.ts'

export const ContractState = z
  .enum(['pending', 'in_force', 'suspended', 'cancelled', 'fulfilled', 'void'])
  .meta({ id: 'ContractState', description: 'As stored' })
export const ContractStatus = z
  .enum(['pending', 'scheduled', 'active', 'expired', 'suspended', 'cancelled', 'fulfilled', 'void'])
  .meta({
    id: 'ContractStatus',
    description: "Derived from the state, the covers and the organisation's clock",
  })
export const WarrantyNumber = text(40).meta({
  description: '12 symbols and a check symbol, 4-4-4-1; case, spaces and hyphens do not count',
  examples: ['0A1B-2C3D-4E5F-6'],
})

const cover = {
  kind: CoverKind,
  startsOn: DayText,
  endsOn: DayText.meta({ description: 'The day after the last covered day' }),
  lastDay: DayText,
}
export const CoverView = z
  .object({ ...cover, premiumPart: z.int(), status: z.enum(['scheduled', 'active', 'expired']) })
  .meta({ id: 'Cover' })
export const MakerWarranty = z
  .object({ startsOn: DayText, endsOn: DayText, lastDay: DayText, months: z.int() })
  .meta({ id: 'MakerWarranty' })
export const ContractSummary = z
  .object({
    id: idText('ctr'),
    number: WarrantyNumber,
    state: ContractState,
    status: ContractStatus,
    stateReason: z.string().nullable(),
    store: StoreName,
    purchaseId: idText('pur'),
    lineN: z.int(),
    unitN: z.int(),
    item: z.object({ code: z.string(), name: z.string().nullable(), serialNumber: z.string().nullable() }),
    plan: z.object({
      code: z.string(),
      version: z.int(),
      name: z.object({ ja: z.string(), en: z.string().nullable(), zh: z.string().nullable() }),
    }),
    currency: z.string(),
    price: z.int(),
    premium: z.int(),
    planPriceDiffers: z
      .boolean()
      .meta({ description: 'plan_price_differs: the premium paid is not the premium offered' }),
    purchasedOn: DayText,
    startsOn: DayText,
    endsOn: DayText,
    lastDay: DayText,
    /** Today in the store's zone, by the organisation's clock: what `status` was derived from. */
    today: DayText,
    makerWarranty: MakerWarranty.nullable(),
    covers: z.array(CoverView),
    issuedAt: InstantOutput,
    endedAt: InstantOutput.nullable(),
  })
  .meta({ id: 'ContractSummary' })
export const ContractView = ContractSummary.extend({
  offeredPremium: z.int(),
  refundDue: z.int(),
  left: z.array(CauseLeft).meta({
    description:
      "What the plan's limits leave today, for each cause covered; whether it is in force says `status`",
  }),
  claims: z
    .object({ open: z.int(), fulfilled: z.int(), ended: z.int() })
    .meta({ id: 'ContractClaims', description: 'How many claims were filed; `ended` came to nothing' }),
  note: z
    .string()
    .nullable()
    .meta({ description: 'What the desk wrote on making it void; null for its buyer' }),
  terms: PlanTerms,
}).meta({ id: 'Contract' })
export const ContractPage = pageOf(ContractSummary, 'ContractPage')
export const ContractParams = z.object({ contractId: idText('ctr') })
export const ContractNumberParams = z.object({ number: WarrantyNumber })
export const ContractQuery = PageQuery.extend({
  storeCode: StoreCode.optional(),
  purchaserId: idText('per').optional(),
  purchaseId: idText('pur').optional(),
  state: ContractState.optional(),
})
export const MyContractQuery = PageQuery.extend({ purchaseId: idText('pur').optional() })
/** What the answer to a recorded purchase says of each contract. */
export const IssuedContract = z
  .object({
    id: idText('ctr'),
    number: WarrantyNumber,
    lineN: z.int(),
    unitN: z.int(),
    planPriceDiffers: z.boolean(),
    startsOn: DayText,
    endsOn: DayText,
  })
  .meta({ id: 'IssuedContract' })

/** Words of plans that stand in every contract. */
export { Clause, CoverKind }
