import type { z } from 'zod'
import { findStore } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader, seller } from '#platform/context.ts'
import { normalInstant } from '#platform/dates.ts'
import { forbidden, invalidField } from '#platform/errors.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf, parsePublicId } from '#platform/ids.ts'
import { instantKey, page, readCursor } from '#platform/paging.ts'
import type { AuditSearch } from './queries.ts'
import { listAuditRows } from './queries.ts'
import type { AuditFilter, AuditPage, AuditQuery } from './schemas.ts'
import { searchDays } from './schemas.ts'
import { auditViews } from './views.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Who did what in the caller's organisation, the newest first. */
export async function listAudit(
  ctx: Context,
  { cursor, limit, ...filter }: z.output<typeof AuditQuery>,
): Promise<z.input<typeof AuditPage>> {
  const organisationId = auditedOrganisation(ctx)
  const rows = await listAuditRows(reader(ctx), await searchOf(ctx, organisationId, filter), {
    after: readCursor(cursor, instantKey),
    limit: limit + 1,
  })
  const { rows: kept, nextCursor } = page(rows, limit, (row) => [row.at, row.id])
  return { items: await auditViews(ctx, organisationId, kept), nextCursor }
}

/**
 * The organisation whose entries the caller reads. An entry does not say which store it concerns, so who acts for some
 * stores only reads none.
 */
export function auditedOrganisation(ctx: Context): OrganisationId {
  const { organisationId, storeIds } = seller(ctx)
  if (storeIds !== null) throw forbidden('The audit log is read by those who act for all stores.')
  return organisationId
}

/** What is looked for, with ids as the table has them. */
export async function searchOf(
  ctx: Context,
  organisationId: OrganisationId,
  filter: AuditFilter,
): Promise<AuditSearch> {
  const to = filter.to === undefined ? undefined : normalInstant(filter.to)
  const from = filter.from === undefined ? undefined : normalInstant(filter.from)
  return {
    organisationId,
    entity: filter.entity,
    action: filter.action,
    actorKind: filter.actorKind,
    actorId: filter.actorId === undefined ? undefined : innerId(filter.actorId),
    to,
    from: filter.text === undefined ? from : boundedFrom(from, to ?? ctx.clock.now()),
    text: filter.text,
    thing: filter.entityId === undefined ? undefined : await thingOf(ctx, filter.entityId),
  }
}

function boundedFrom(from: string | undefined, to: string): string {
  const earliest = Temporal.Instant.from(to).subtract({ hours: 24 * searchDays })
  if (from === undefined) return normalInstant(earliest.toString())
  if (Temporal.Instant.compare(from, earliest) < 0)
    throw invalidField('from', 'period_too_long', `with words, at most ${searchDays} days are looked through`)
  return from
}

/** Entries lie in the bucket of what they are about; those of plans, which have none, in the first. */
async function thingOf(ctx: Context, typed: string): Promise<NonNullable<AuditSearch['thing']>> {
  const id = innerId(typed)
  if (uuid.test(id)) return { id, buckets: [...new Set([0, bucketOf(id)])] }
  const store = await findStore(ctx, id.split('/')[0] ?? '')
  return { id, buckets: store ? [bucketOf(store.id)] : [] }
}

/** `ctr_01jd…` and the inner id name the same. */
function innerId(typed: string): string {
  return parsePublicId(typed.split('_')[0] ?? '', typed) ?? typed
}
