import { getStoreById, maySeeStore } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { SettlementId } from '#platform/ids.ts'
import { settlementNotFound } from './errors.ts'
import { findSettlement } from './queries.ts'
import type { SettlementRow } from './rows.ts'

export type MaySee = (ctx: Context, settlement: SettlementRow) => Promise<boolean>

export const sellerMay: MaySee = async (ctx, { store_id }) =>
  maySeeStore(ctx, await getStoreById(ctx, store_id))

export const buyerMay: MaySee = async ({ actor }, { purchaser_id }) =>
  actor.kind === 'buyer' && purchaser_id !== null && actor.identities.includes(purchaser_id)

/** A settlement for whoever may see it; to everybody else there is none. @throws settlementNotFound */
export async function seenSettlement(
  ctx: Context,
  id: SettlementId | undefined,
  may: MaySee,
): Promise<SettlementRow> {
  const row = id && (await findSettlement(reader(ctx), id))
  if (!row || !(await may(ctx, row))) throw settlementNotFound()
  return row
}
