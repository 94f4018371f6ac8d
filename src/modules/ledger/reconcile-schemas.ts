import { z } from 'zod'
import { StoreCode } from '#modules/identity/index.ts'
import { InstantOutput } from '#platform/dates.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'

export const Provider = z.enum(['stripe', 'paypay']).meta({ id: 'ReconciledProvider' })
export const ProviderFileQuery = z.object({
  provider: Provider,
  name: text(200).default('').meta({ description: 'Of the file, to be recognised by' }),
})
export const ProviderFileView = z
  .object({
    id: idText('pvf'),
    provider: Provider,
    name: z.string(),
    rows: z.int(),
    matched: z.int(),
    different: z.int().meta({ description: 'Rows that differ, and payments that no row tells of' }),
    readAt: InstantOutput,
    replayed: z.boolean().meta({ description: 'The same file was read before; nothing was changed' }),
    problems: z
      .array(z.object({ row: z.int(), message: z.string() }))
      .meta({ description: 'The first 100 rows that cannot be read and were left out' }),
  })
  .meta({ id: 'ProviderFile' })

const outcome = z.enum(['unknown_to_us', 'amount_differs', 'state_differs', 'doubled', 'missing_in_file'])
export const DifferenceQuery = z.object({
  ...PageQuery.shape,
  provider: Provider.optional(),
  outcome: outcome.optional(),
  resolved: z.enum(['true', 'false']).default('false'),
})
export const DifferenceView = z
  .object({
    fileId: idText('pvf'),
    n: z.int(),
    provider: Provider,
    outcome,
    kind: z.enum(['payment', 'refund', 'fee', 'payout', 'other']),
    providerRef: z.string(),
    ourRef: z.string().nullable(),
    storeCode: StoreCode.nullable(),
    currency: z.string(),
    amount: z.int().meta({ description: 'As the file has it, below zero where it leaves' }),
    knownAmount: z.int().nullable().meta({ description: 'As we have it, never below zero' }),
    fee: z.int(),
    occurredAt: InstantOutput,
    resolvedAt: InstantOutput.nullable(),
    resolution: z.string().nullable(),
  })
  .meta({ id: 'Difference' })
export const DifferencePage = pageOf(DifferenceView, 'DifferencePage')
export const DifferenceParams = z.object({
  fileId: idText('pvf'),
  n: z.string().regex(/^[1-9]\d{0,8}$/, 'must be the number of a row'),
})
export const ResolutionInput = z
  .strictObject({
    resolution: text(500),
    writeOff: z
      .strictObject({
        storeCode: StoreCode,
        amount: z
          .int()
          .min(-1_000_000_000_000)
          .max(1_000_000_000_000)
          .refine((amount) => amount !== 0, { error: 'must not be 0', params: { code: 'amount_zero' } })
          .meta({ description: 'Minor units, above zero for a loss' }),
      })
      .nullable()
      .default(null),
  })
  .meta({ id: 'ResolutionRequest' })
export const Resolved = z.object({ resolved: z.literal(true) }).meta({ id: 'DifferenceResolved' })
