import type { Mode } from '#platform/auth.ts'
import type { CacheDefinition } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import { reader, seller } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'
import { storeNotFound, storeNotYours } from './errors.ts'

export type Organisation = {
  id: OrganisationId
  name: string
  kind: 'seller' | 'maker' | 'warrantor' | 'partner' | 'platform'
  mode: Mode
  clockAt: InstantText | null
  /** Claims above this amount, in minor units, are decided by two people; `null`: never. */
  secondDeciderAbove: number | null
  createdAt: InstantText
}
export type Store = {
  id: StoreId
  organisationId: OrganisationId
  mode: Mode
  code: string
  name: string
  kind: 'ec' | 'pos' | 'maker'
  currency: string
  timeZone: string
  taxRegime: 'jp' | 'none'
  createdAt: InstantText
}

const storeColumns = [
  's.id',
  's.organisation_id as organisationId',
  'o.mode',
  's.code',
  's.name',
  's.kind',
  's.currency',
  's.time_zone as timeZone',
  's.tax_regime as taxRegime',
  's.created_at as createdAt',
] as const

export function storeQuery(db: Db) {
  return db
    .selectFrom('stores as s')
    .innerJoin('organisations as o', 'o.id', 's.organisation_id')
    .select(storeColumns)
}

export const organisationColumns = [
  'id',
  'name',
  'kind',
  'mode',
  'clock_at as clockAt',
  'second_decider_above as secondDeciderAbove',
  'created_at as createdAt',
] as const

/** Stores by code and by id, and organisations by id, kept in process. */
export const storesByCode: CacheDefinition<Store> = {
  name: 'stores',
  most: 20_000,
  load: async (db, code) =>
    (await storeQuery(db).where('s.code', '=', code).executeTakeFirst()) as Store | undefined,
}
export const storesById: CacheDefinition<Store> = {
  name: 'stores-by-id',
  most: 20_000,
  load: async (db, id) =>
    (await storeQuery(db).where('s.id', '=', id).executeTakeFirst()) as Store | undefined,
}
export const organisationsById: CacheDefinition<Organisation> = {
  name: 'organisations',
  most: 20_000,
  load: async (db, id) =>
    (await db
      .selectFrom('organisations')
      .select(organisationColumns)
      .where('id', '=', id)
      .executeTakeFirst()) as Organisation | undefined,
}

export async function findStore(ctx: Context, code: string): Promise<Store | undefined> {
  return ctx.caches.get(storesByCode, reader(ctx), code)
}

/** The store with this code. @throws storeNotFound */
export async function getStore(ctx: Context, code: string): Promise<Store> {
  const store = await findStore(ctx, code)
  if (!store) throw storeNotFound(code)
  return store
}

/** The store with this code, for whoever may act for it. @throws storeNotFound, storeNotYours */
export async function actingStore(ctx: Context, code: string): Promise<Store> {
  const store = await getStore(ctx, code)
  if (!maySeeStore(ctx, store)) throw storeNotYours(code)
  return store
}

export function maySeeStore(ctx: Context, store: { id: StoreId; organisationId: OrganisationId }): boolean {
  const { actor } = ctx
  if (actor.kind === 'system') return true
  if (actor.kind !== 'key' && actor.kind !== 'staff') return false
  return (
    actor.organisationId === store.organisationId && (actor.storeIds === null || actor.storeIds.has(store.id))
  )
}

/** Ids of the stores that the caller may act for: the one named, else all. @throws storeNotFound, storeNotYours */
export async function actingStoreIds(ctx: Context, code: string | undefined): Promise<StoreId[]> {
  if (code !== undefined) return [(await actingStore(ctx, code)).id]
  const actor = seller(ctx)
  if (actor.storeIds !== null) return [...actor.storeIds]
  const rows = await reader(ctx)
    .selectFrom('stores')
    .select('id')
    .where('organisation_id', '=', actor.organisationId)
    .execute()
  return rows.map((row) => row.id as StoreId)
}

export async function getStoreById(ctx: Context, id: string): Promise<Store> {
  const store = await ctx.caches.get(storesById, reader(ctx), id)
  if (!store) throw storeNotFound(id)
  return store
}

/** Several stores at once, by id; unknown ones are left out. */
export async function storesOf(ctx: Context, ids: Iterable<string>): Promise<Map<string, Store>> {
  const found = new Map<string, Store>()
  for (const id of new Set(ids)) {
    const store = await ctx.caches.get(storesById, reader(ctx), id)
    if (store) found.set(id, store)
  }
  return found
}

export async function getOrganisation(ctx: Context, id: OrganisationId): Promise<Organisation> {
  const organisation = await ctx.caches.get(organisationsById, reader(ctx), id)
  if (!organisation) throw storeNotFound(id)
  return organisation
}

/** Now, as this organisation sees it: a test organisation's own clock where one was set. */
export async function organisationNow(ctx: Context, id: OrganisationId): Promise<InstantText> {
  return (await getOrganisation(ctx, id)).clockAt ?? ctx.clock.now()
}

/** The amount, in minor units, above which a second person decides a claim; null: never. */
export async function secondDeciderAbove(ctx: Context, id: OrganisationId): Promise<number | null> {
  return (await getOrganisation(ctx, id)).secondDeciderAbove
}
