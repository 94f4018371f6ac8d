import { z } from 'zod'
import { CoverKind } from '#modules/plans/index.ts'
import { DayText } from '#platform/dates.ts'
import { idText } from '#platform/text.ts'

export const LimitLeftView = z
  .object({
    rule: z.enum(['per_repair', 'aggregate', 'per_cover_year', 'falling']),
    cause: z.enum(['all', 'natural_failure', 'physical_damage']),
    size: z.int(),
    used: z.int(),
    left: z.int(),
    from: DayText.meta({ description: 'First day for which these figures stand' }),
    until: DayText.meta({ description: 'The day after the last' }),
    lastDay: DayText,
  })
  .meta({ id: 'LimitLeft' })
/** Of one cause; its name in the document stands apart from the rule's. */
export const CauseLeft = z
  .object({
    cause: CoverKind,
    most: z
      .int()
      .nullable()
      .meta({ description: 'Most that one claim is paid, the smallest of the limits; null: none stands' }),
    limits: z.array(LimitLeftView),
    claims: z
      .object({
        period: z.enum(['term', 'cover_year']),
        count: z.int(),
        used: z.int(),
        left: z.int(),
      })
      .nullable()
      .meta({ description: 'How many claims are left; null: no limit stands' }),
  })
  .meta({ id: 'CauseLeft' })
export const ContractLimits = z
  .object({
    contractId: idText('ctr'),
    on: DayText,
    currency: z.string(),
    left: z.array(CauseLeft),
  })
  .meta({ id: 'ContractLimits' })
export const LimitsQuery = z.object({
  on: DayText.optional().meta({ description: 'Today in the zone of the store unless said' }),
  cause: CoverKind.optional().meta({ description: 'All causes covered unless said' }),
})
