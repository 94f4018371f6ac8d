import type { Scope } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { StoreId } from '#platform/ids.ts'
import { scopeNotYours } from './errors.ts'
import { actingStore } from './organisations.ts'

/** Nobody gives what they do not have. The system, which seeds and imports, has everything. @throws scopeNotYours */
export function mustHave({ actor }: Context, scopes: Iterable<Scope>): void {
  if (actor.kind === 'system') return
  for (const scope of scopes) {
    if ((actor.kind !== 'key' && actor.kind !== 'staff') || !actor.scopes.has(scope))
      throw scopeNotYours(scope)
  }
}

/** For what concerns the whole organisation. @throws forbidden for keys and staff of some stores only */
export function mustActForAll(ctx: Context): void {
  if (!actsForAll(ctx))
    throw forbidden('This concerns all stores of the organisation; you act for some of them.')
}

export function actsForAll({ actor }: Context): boolean {
  return (
    actor.kind === 'system' || ((actor.kind === 'key' || actor.kind === 'staff') && actor.storeIds === null)
  )
}

/** True where the caller acts for every one of these stores; `null` are all. */
export function actsForStores(ctx: Context, storeIds: readonly StoreId[] | null): boolean {
  if (actsForAll(ctx)) return true
  const own = ctx.actor.kind === 'key' || ctx.actor.kind === 'staff' ? ctx.actor.storeIds : null
  return storeIds !== null && storeIds.every((id) => own?.has(id))
}

/** The stores with these codes, all of which the caller acts for; `null` stays `null`. @throws forbidden, storeNotFound, storeNotYours */
export async function storesToGive(ctx: Context, codes: readonly string[] | null): Promise<StoreId[] | null> {
  if (codes === null) {
    mustActForAll(ctx)
    return null
  }
  const ids: StoreId[] = []
  for (const code of new Set(codes)) ids.push((await actingStore(ctx, code)).id)
  return ids
}
