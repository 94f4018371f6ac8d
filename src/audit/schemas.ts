import { z } from 'zod'
import { InstantInput, InstantOutput } from '#platform/dates.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'

/** Days that a search by words looks through; no index serves it. */
export const searchDays = 92
/** Rows of one download. */
export const mostDownloaded = 50_000

const ActorKind = z.enum(['staff', 'key', 'buyer', 'system', 'anonymous']).meta({ id: 'AuditActorKind' })

const filters = {
  entity: text(40).optional().meta({ description: 'Kind of thing: claim, contract, purchase, plan, …' }),
  entityId: text(200).optional().meta({ description: 'Id of one thing; of an item `storeCode/itemCode`' }),
  action: text(80).optional().meta({ description: 'An operation by its `operationId`' }),
  actorKind: ActorKind.optional(),
  actorId: text(80).optional().meta({ description: 'Who did it: `stf_…`, `key_…`, or a name of the system' }),
  from: InstantInput.optional().meta({ description: 'From this instant on' }),
  to: InstantInput.optional().meta({ description: 'Before this instant' }),
  text: text(100)
    .optional()
    .meta({
      description: `Words that occur in what was before or after, in the id or in the request id; looks through ${searchDays} days at most, the last ones unless \`from\` is given`,
    }),
}
export const AuditFilter = z.object(filters)
export const AuditQuery = PageQuery.extend(filters)
export type AuditFilter = z.output<typeof AuditFilter>

const Facts = z.record(z.string(), z.unknown()).nullable()
export const AuditEntryView = z
  .object({
    id: idText('aud'),
    at: InstantOutput,
    action: z.string().meta({ description: 'The operation, by its `operationId`' }),
    entity: z.string(),
    entityId: z.string(),
    actor: z.object({
      kind: ActorKind,
      id: z.string(),
      name: z.string().nullable().meta({ description: 'Of staff and keys of the own organisation' }),
    }),
    via: z.enum(['http', 'job', 'event', 'cli']),
    requestId: z.string(),
    ip: z.string().nullable().meta({ description: 'Of staff and keys; where a buyer was is not told' }),
    before: Facts,
    after: Facts,
  })
  .meta({ id: 'AuditEntry' })
export const AuditPage = pageOf(AuditEntryView, 'AuditPage')
export type AuditEntryView = z.input<typeof AuditEntryView>
