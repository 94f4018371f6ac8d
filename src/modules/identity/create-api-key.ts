import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { normalInstant } from '#platform/dates.ts'
import { invalidField } from '#platform/errors.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { apiKeyView } from './api-keys.ts'
import type { ApiKeyRow } from './api-keys.ts'
import { newKeySecret } from './keys.ts'
import { mustHave, storesToGive } from './limits-of-actors.ts'
import { getOrganisation } from './organisations.ts'
import type { ApiKeyInput, CreatedApiKey } from './schemas.ts'
import { insertApiKey } from './seller-writes.ts'

/**
 * Makes an API key of one store or of the whole organisation. Its secret is in the answer and nowhere else; the
 * database has a hash.
 * @throws scopeNotYours, forbidden, storeNotFound, storeNotYours
 */
export async function createApiKey(
  ctx: Context,
  organisationId: OrganisationId,
  input: z.output<typeof ApiKeyInput>,
): Promise<z.input<typeof CreatedApiKey>> {
  mustHave(ctx, input.scopes)
  const storeIds = await storesToGive(ctx, input.storeCode === null ? null : [input.storeCode])
  const expiresAt = input.expiresAt === null ? null : normalInstant(input.expiresAt)
  const now = ctx.clock.now()
  if (expiresAt !== null && expiresAt <= normalInstant(now))
    throw invalidField('expiresAt', 'not_in_future', 'must be in the future')
  const { mode } = await getOrganisation(ctx, organisationId)
  const id = newId<'key'>(bucketOf(organisationId))
  const { token, secretHash, hint } = newKeySecret(id, mode)
  const row: ApiKeyRow = {
    id,
    storeId: storeIds?.[0] ?? null,
    name: input.name,
    hint,
    scopes: [...new Set(input.scopes)],
    rateLimit: input.rateLimit,
    createdAt: now,
    expiresAt,
    revokedAt: null,
  }
  await inTransaction(ctx, async (tx) => {
    await insertApiKey(tx, organisationId, row, secretHash)
    const { name, storeId, scopes, rateLimit } = row
    const after = { name, storeId, scopes, rateLimit, expiresAt }
    await audit(tx, ctx, { bucket: bucketOf(id), organisationId, entity: 'api_key', entityId: id, after })
  })
  return { ...(await apiKeyView(ctx, row)), secret: token }
}
