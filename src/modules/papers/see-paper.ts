import type { Store } from '#modules/identity/index.ts'
import { getStoreById, maySeeStore } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { PaperId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { paperNotFound, printNotFound } from './errors.ts'
import type { PaperRow } from './queries.ts'
import { countPrints, findPaper } from './queries.ts'

export type SeenPaper = { row: PaperRow; store: Store; prints: number }

/**
 * A paper for who may see it: the store that issued it, and the buyer whose it is. To all others it is not there.
 * @throws paperNotFound
 */
export async function seePaper(ctx: Context, publicPaperId: string): Promise<SeenPaper> {
  const id: PaperId | undefined = parsePublicId('pap', publicPaperId)
  const row = id && (await findPaper(reader(ctx), id))
  const store = row && (await getStoreById(ctx, row.storeId))
  if (!row || !store || !maySee(ctx, row)) throw paperNotFound()
  return { row, store, prints: await countPrints(reader(ctx), row.id) }
}

function maySee(ctx: Context, row: PaperRow): boolean {
  const { actor } = ctx
  if (actor.kind !== 'buyer') return maySeeStore(ctx, { id: row.storeId, organisationId: row.organisationId })
  return row.purchaserId !== null && actor.identities.includes(row.purchaserId)
}

/** Whether a printing is a reprint. @throws printNotFound where it was not counted */
export function isReprint(print: number | undefined, prints: number): boolean {
  if (print === undefined) return false
  if (print > prints) throw printNotFound(print)
  return print > 1
}
