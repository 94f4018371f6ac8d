import type { z } from 'zod'
import type { Scope } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { KeyId, OrganisationId, StoreId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { getStoreById } from './organisations.ts'
import type { ApiKeyView } from './schemas.ts'

export type ApiKeyRow = {
  id: KeyId
  storeId: StoreId | null
  name: string
  hint: string
  scopes: Scope[]
  rateLimit: number
  createdAt: string
  expiresAt: string | null
  revokedAt: string | null
}

function keyQuery(db: Db, organisationId: OrganisationId) {
  return db
    .selectFrom('api_keys')
    .select([
      'id', 'store_id as storeId', 'name', 'hint', 'scopes', 'rate_limit as rateLimit', 'created_at as createdAt',
      'expires_at as expiresAt', 'revoked_at as revokedAt',
    ])
    .where('organisation_id', '=', organisationId)
}

type Page = { storeIds: readonly StoreId[] | null; after: string | undefined; limit: number }

/** Keys of an organisation by age; of some stores only where these are given. */
export async function listApiKeyRows(db: Db, organisationId: OrganisationId, page: Page): Promise<ApiKeyRow[]> {
  let query = keyQuery(db, organisationId)
  if (page.storeIds !== null) query = query.where('store_id', 'in', page.storeIds.length > 0 ? [...page.storeIds] : [null as never])
  if (page.after !== undefined) query = query.where('id', '>', page.after)
  return (await query.orderBy('id').limit(page.limit + 1).execute()) as ApiKeyRow[]
}

export async function lockApiKey(tx: Tx, organisationId: OrganisationId, id: KeyId): Promise<ApiKeyRow | undefined> {
  return (await keyQuery(tx, organisationId).where('id', '=', id).forUpdate().executeTakeFirst()) as ApiKeyRow | undefined
}

export async function apiKeyView(ctx: Context, row: ApiKeyRow): Promise<z.input<typeof ApiKeyView>> {
  const store = row.storeId === null ? null : await getStoreById(ctx, row.storeId)
  return {
    id: publicId('key', row.id),
    name: row.name,
    hint: row.hint,
    storeCode: store && store.code,
    scopes: row.scopes,
    rateLimit: row.rateLimit,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    revokedAt: row.revokedAt,
  }
}
