import type { Context } from '#platform/context.ts'
import { seller } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'

/** What somebody may read: the own organisation's books, or of these what concerns some stores. */
export type Books = { organisationId: OrganisationId; storeIds: readonly StoreId[] | null }

export function readableBooks(ctx: Context): Books {
  const { organisationId, storeIds } = seller(ctx)
  return { organisationId, storeIds: storeIds && [...storeIds] }
}

/** For what cannot be cut into stores: months, payments of providers, the whole as a file. @throws forbidden */
export function wholeBooks(ctx: Context): OrganisationId {
  const { organisationId, storeIds } = seller(ctx)
  if (storeIds !== null) throw forbidden('This is for those who act for all stores of the organisation.')
  return organisationId
}
