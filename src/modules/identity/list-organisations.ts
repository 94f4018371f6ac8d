import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { idKey, page, readCursor } from '#platform/paging.ts'
import type { PageQuery } from '#platform/paging.ts'
import type { Organisation } from './organisations.ts'
import { organisationColumns } from './organisations.ts'
import { organisationView } from './views.ts'

/** All organisations by age; for the platform's owners. */
export async function listOrganisations(ctx: Context, { cursor, limit }: z.output<typeof PageQuery>) {
  const after = readCursor(cursor, idKey)?.[0]
  let query = reader(ctx).selectFrom('organisations').select(organisationColumns)
  if (after !== undefined) query = query.where('id', '>', after)
  const rows = (await query
    .orderBy('id')
    .limit(limit + 1)
    .execute()) as Organisation[]
  const { rows: kept, nextCursor } = page(rows, limit, (row) => [row.id])
  return { items: kept.map(organisationView), nextCursor }
}
