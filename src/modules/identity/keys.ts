import { hash, randomBytes } from 'node:crypto'
import type { Actor, Mode, Scope } from '#platform/auth.ts'
import type { CacheDefinition } from '#platform/caches.ts'
import { symbolsOf } from '#platform/codes.ts'
import type { Services } from '#platform/context.ts'
import { unauthenticated } from '#platform/errors.ts'
import type { KeyId, OrganisationId, StoreId } from '#platform/ids.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { sameSecret } from '#platform/secrets.ts'

/** 160 bits of chance, written in 32 symbols. */
const secretLength = 32

/** `mk_test_` + the key's id in 26 symbols + its secret in 32. The id finds the row, the secret proves it. */
export function newKeySecret(id: KeyId, mode: Mode): { token: string; secretHash: Buffer; hint: string } {
  const secret = symbolsOf(randomBytes(secretLength), secretLength).toLowerCase()
  return {
    token: `mk_${mode}_${publicId('key', id).slice(4)}${secret}`,
    secretHash: hashOf(secret),
    hint: secret.slice(-4),
  }
}

function hashOf(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

type KeyRow = {
  id: KeyId
  organisationId: OrganisationId
  storeId: StoreId | null
  mode: Mode
  secretHash: Buffer
  expiresAt: string | null
  actor: Actor
}

/** Keys in force, by id. */
export const keysById: CacheDefinition<KeyRow> = {
  name: 'keys',
  most: 50_000,
  async load(db, id) {
    const row = await db
      .selectFrom('api_keys as k')
      .innerJoin('organisations as o', 'o.id', 'k.organisation_id')
      .select([
        'k.id',
        'k.organisation_id',
        'k.store_id',
        'o.mode',
        'k.secret_hash',
        'k.scopes',
        'k.rate_limit',
        'k.expires_at',
      ])
      .where('k.id', '=', id)
      .where('k.revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row) return undefined
    const storeId = row.store_id as StoreId | null
    const base = {
      id: row.id as KeyId,
      organisationId: row.organisation_id as OrganisationId,
      mode: row.mode as Mode,
    }
    return {
      ...base,
      storeId,
      secretHash: row.secret_hash,
      expiresAt: row.expires_at,
      actor: {
        kind: 'key',
        keyId: base.id,
        organisationId: base.organisationId,
        mode: base.mode,
        scopes: new Set(row.scopes as Scope[]),
        storeIds: storeId === null ? null : new Set([storeId]),
        rateLimit: row.rate_limit,
      },
    }
  },
}

/** The actor behind a key's token. Wrong, revoked, expired and unknown keys are refused alike. */
export async function actorOfKey(services: Services, token: string): Promise<Actor> {
  const match = /^mk_(live|test)_([0-9a-z]{26})([0-9a-z]{32})$/.exec(token)
  const id = match && parsePublicId('key', `key_${match[2]}`)
  const row = id ? await services.caches.get(keysById, services.db, id) : undefined
  const right = sameSecret(hashOf(match?.[3] ?? ''), row?.secretHash ?? Buffer.alloc(32))
  if (!row || !right || row.mode !== match?.[1]) throw unauthenticated()
  if (row.expiresAt !== null && row.expiresAt <= services.clock.now()) throw unauthenticated()
  return row.actor
}
