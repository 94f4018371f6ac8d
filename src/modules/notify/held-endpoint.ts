import type { z } from 'zod'
import { getOrganisation, getStoreById } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, seller } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import { notFound } from '#platform/errors.ts'
import { bucketOf, parsePublicId, publicId } from '#platform/ids.ts'
import { findEndpoint, lockEndpoint } from './webhook-queries.ts'
import type { EndpointRow } from './webhook-rows.ts'
import type { WebhookEndpointView } from './webhook-schemas.ts'
import { updateEndpoint } from './webhook-writes.ts'

/** True where the caller acts for all that the endpoint hears of. */
function mayHold(ctx: Context, { organisation_id, store_id, removed_at }: EndpointRow): boolean {
  const { organisationId, storeIds } = seller(ctx)
  const all = storeIds === null || (store_id !== null && storeIds.has(store_id))
  return removed_at === null && organisation_id === organisationId && all
}

/** An endpoint for whoever may see it. @throws notFound */
export async function endpointOf(db: Db, ctx: Context, publicText: string): Promise<EndpointRow> {
  const id = parsePublicId('whe', publicText)
  const found = id && (await findEndpoint(db, id))
  if (!found || !mayHold(ctx, found)) throw notFound('such webhook endpoint')
  return found
}

/** Changes an endpoint, locked, with its entry in the audit. The addresses and secrets stay out of the audit. */
export function changeEndpoint(
  ctx: Context,
  publicText: string,
  change: (endpoint: EndpointRow, tx: Tx) => Promise<Partial<EndpointRow>> | Partial<EndpointRow>,
): Promise<EndpointRow> {
  return inTransaction(ctx, async (tx) => {
    const id = parsePublicId('whe', publicText)
    const endpoint = id && (await lockEndpoint(tx, id))
    if (!endpoint || !mayHold(ctx, endpoint)) throw notFound('such webhook endpoint')
    const changed = { ...endpoint, ...(await change(endpoint, tx)) }
    const { id: _id, ...columns } = changed
    await updateEndpoint(tx, endpoint.id, columns)
    await audit(tx, ctx, {
      bucket: bucketOf(endpoint.id),
      organisationId: endpoint.organisation_id,
      entity: 'webhook_endpoint',
      entityId: endpoint.id,
      before: factsOf(endpoint),
      after: factsOf(changed),
    })
    return changed
  })
}

/** What the audit keeps of an endpoint: of the address only the host, for a path may hold a secret of the receiver. */
export function factsOf(endpoint: EndpointRow) {
  const { topics, store_id, state, disabled_reason, previous_until, removed_at } = endpoint
  return {
    host: URL.parse(endpoint.url)?.host ?? null,
    topics,
    storeId: store_id,
    state,
    disabledReason: disabled_reason,
    previousUntil: previous_until,
    removedAt: removed_at,
  }
}

export async function endpointView(
  ctx: Context,
  endpoint: EndpointRow,
): Promise<z.input<typeof WebhookEndpointView>> {
  const { previous_until: until } = endpoint
  return {
    id: publicId('whe', endpoint.id),
    url: endpoint.url,
    topics: endpoint.topics,
    storeCode: endpoint.store_id === null ? null : (await getStoreById(ctx, endpoint.store_id)).code,
    state: endpoint.state,
    disabledReason: endpoint.disabled_reason,
    previousSecretUntil: until !== null && until > ctx.clock.now() ? until : null,
    createdAt: endpoint.created_at,
  }
}

/** Live or test, by the organisation. */
export async function modeOf(ctx: Context, { organisation_id }: Pick<EndpointRow, 'organisation_id'>) {
  return (await getOrganisation(ctx, organisation_id)).mode
}
