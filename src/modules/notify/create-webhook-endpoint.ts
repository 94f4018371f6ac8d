import type { z } from 'zod'
import { actingStore, getOrganisation } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, seller } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { endpointView, factsOf } from './held-endpoint.ts'
import { checkWebhookUrl } from './webhook-address.ts'
import { mostEndpoints, tooManyWebhookEndpoints } from './webhook-errors.ts'
import { listEndpoints } from './webhook-queries.ts'
import type { EndpointRow } from './webhook-rows.ts'
import type { WebhookEndpointInput, WebhookEndpointWithSecret } from './webhook-schemas.ts'
import { newWebhookSecret, sealWebhookSecret } from './webhook-secret.ts'
import { insertEndpoint, lockEndpointsOf } from './webhook-writes.ts'

/**
 * Makes an endpoint. Its secret is in the answer and nowhere else in clear.
 * @throws invalidRequest (`url`), storeNotFound, storeNotYours, forbidden, tooManyWebhookEndpoints
 */
export async function createWebhookEndpoint(
  ctx: Context,
  input: z.output<typeof WebhookEndpointInput>,
): Promise<z.input<typeof WebhookEndpointWithSecret>> {
  const { organisationId, storeIds } = seller(ctx)
  const { mode } = await getOrganisation(ctx, organisationId)
  checkWebhookUrl(input.url, mode, ctx.config)
  if (input.storeCode === null && storeIds !== null)
    throw forbidden('This key or person acts for some stores only: name one as `storeCode`.')
  const store = input.storeCode === null ? null : await actingStore(ctx, input.storeCode)
  const id = newId<'whe'>(bucketOf(organisationId))
  const secret = newWebhookSecret()
  const row: EndpointRow = {
    id,
    organisation_id: organisationId,
    store_id: store?.id ?? null,
    url: input.url,
    topics: [...new Set(input.topics)],
    secret_sealed: sealWebhookSecret(ctx, id, secret),
    previous_secret_sealed: null,
    previous_until: null,
    state: 'active',
    disabled_reason: null,
    created_at: ctx.clock.now(),
    removed_at: null,
  }
  await inTransaction(ctx, async (tx) => {
    await lockEndpointsOf(tx, organisationId)
    if ((await listEndpoints(tx, organisationId, null)).length >= mostEndpoints)
      throw tooManyWebhookEndpoints()
    await insertEndpoint(tx, row)
    await audit(tx, ctx, {
      bucket: bucketOf(id),
      organisationId,
      entity: 'webhook_endpoint',
      entityId: id,
      after: factsOf(row),
    })
  })
  return { ...(await endpointView(ctx, row)), secret }
}
