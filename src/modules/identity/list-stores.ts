import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { reader, seller } from '#platform/context.ts'
import { page, readCursor, textKey } from '#platform/paging.ts'
import type { PageQuery } from '#platform/paging.ts'
import type { Store } from './organisations.ts'
import { storeQuery } from './organisations.ts'
import { storeView } from './views.ts'

/** The stores that the caller acts for, by code. */
export async function listStores(ctx: Context, { cursor, limit }: z.output<typeof PageQuery>) {
  const { organisationId, storeIds } = seller(ctx)
  const after = readCursor(cursor, textKey)?.[0]
  let query = storeQuery(reader(ctx)).where('s.organisation_id', '=', organisationId)
  if (storeIds !== null) query = query.where((eb) => eb('s.id', '=', eb.fn.any(eb.val([...storeIds]))))
  if (after !== undefined) query = query.where('s.code', '>', after)
  const rows = (await query
    .orderBy('s.code')
    .limit(limit + 1)
    .execute()) as Store[]
  const { rows: kept, nextCursor } = page(rows, limit, (row) => [row.code])
  return { items: kept.map(storeView), nextCursor }
}
