import type { z } from 'zod'
import type { Scope } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { reader, seller } from '#platform/context.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { KeyId, OrganisationId, StoreId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import type { PageQuery } from '#platform/paging.ts'
import { idKey, page, readCursor } from '#platform/paging.ts'
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
      'id',
      'store_id as storeId',
      'name',
      'hint',
      'scopes',
      'rate_limit as rateLimit',
      'created_at as createdAt',
      'expires_at as expiresAt',
      'revoked_at as revokedAt',
    ])
    .where('organisation_id', '=', organisationId)
}

type Page = { storeIds: readonly StoreId[] | null; after: string | undefined; limit: number }

/** Keys of an organisation by age; of some stores only where these are given. */
async function listApiKeyRows(
  db: Db,
  organisationId: OrganisationId,
  { storeIds, after, limit }: Page,
): Promise<ApiKeyRow[]> {
  let query = keyQuery(db, organisationId)
  if (storeIds !== null) query = query.where((eb) => eb('store_id', '=', eb.fn.any(eb.val([...storeIds]))))
  if (after !== undefined) query = query.where('id', '>', after)
  return (await query
    .orderBy('id')
    .limit(limit + 1)
    .execute()) as ApiKeyRow[]
}

/** The keys that the caller may see. */
export async function listApiKeys(ctx: Context, { cursor, limit }: z.output<typeof PageQuery>) {
  const { organisationId, storeIds } = seller(ctx)
  const after = readCursor(cursor, idKey)?.[0]
  const rows = await listApiKeyRows(reader(ctx), organisationId, {
    storeIds: storeIds && [...storeIds],
    after,
    limit,
  })
  const { rows: kept, nextCursor } = page(rows, limit, (row) => [row.id])
  return { items: await Promise.all(kept.map((row) => apiKeyView(ctx, row))), nextCursor }
}

export async function lockApiKey(
  tx: Tx,
  organisationId: OrganisationId,
  id: KeyId,
): Promise<ApiKeyRow | undefined> {
  return (await keyQuery(tx, organisationId).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | ApiKeyRow
    | undefined
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
