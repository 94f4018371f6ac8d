import type { Store } from '#modules/identity/index.ts'
import { getStoreById, maySeeStore, organisationNow } from '#modules/identity/index.ts'
import { getPlanVersion } from '#modules/plans/index.ts'
import { visiblePurchaseIds } from '#modules/purchases/index.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import type { Day } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { coveredOf, listContractClaims, usesOf } from './contract-claims.ts'
import { contractNotFound } from './errors.ts'
import type { Cause } from './limits.ts'
import { openNote } from './note.ts'
import type { Contract } from './queries.ts'
import { findContract } from './queries.ts'
import { causesLeft, contractView } from './views.ts'

/** The contract as a seller may see it. @throws contractNotFound also where it is another seller's */
export async function contractOfSeller(ctx: Context, publicText: string): Promise<Contract> {
  const id = parsePublicId('ctr', publicText)
  return seenBySeller(ctx, id && (await findContract(reader(ctx), id)))
}

/** What was found, if it is of a store that the caller may see. */
export async function seenBySeller(ctx: Context, row: Contract | undefined): Promise<Contract> {
  if (!row || !maySeeStore(ctx, await getStoreById(ctx, row.store_id))) throw contractNotFound()
  return row
}

/** The contract of a purchase that the signed-in buyer sees. @throws contractNotFound */
export async function contractOfBuyer(ctx: Context, publicText: string): Promise<Contract> {
  const id = parsePublicId('ctr', publicText)
  const row = id && (await findContract(reader(ctx), id))
  if (!row) throw contractNotFound()
  const [held] = await visiblePurchaseIds(reader(ctx), buyer(ctx), [row.purchase_id])
  if (!held) throw contractNotFound()
  return row
}

/** One contract with all that is known of it; the desk's note for sellers only. */
export async function showContract(ctx: Context, row: Contract) {
  const store = await getStoreById(ctx, row.store_id)
  const plan = await getPlanVersion(ctx, row.plan_id, row.plan_version)
  const claims = await listContractClaims(reader(ctx), row.id)
  const note = ctx.actor.kind === 'buyer' ? null : await openNote(reader(ctx), ctx, row)
  return contractView(row, store, plan, await today(ctx, store), { claims, note })
}

/** The same after a change: read anew in the transaction that made it, if there is one. */
export async function showChanged(ctx: Context, { id }: Contract) {
  return showContract(ctx, (await findContract(reader(ctx), id)) as Contract)
}

/** What is left on a day, today unless said. */
export async function showLimits(
  ctx: Context,
  row: Contract,
  { on, cause }: { on?: Day | undefined; cause?: Cause | undefined },
) {
  const { terms } = await getPlanVersion(ctx, row.plan_id, row.plan_version)
  const uses = usesOf(await listContractClaims(reader(ctx), row.id))
  const day = on ?? (await today(ctx, await getStoreById(ctx, row.store_id)))
  return {
    contractId: publicId('ctr', row.id),
    on: day,
    currency: row.currency,
    left: causesLeft(coveredOf(row, terms), uses, day, cause),
  }
}

async function today(ctx: Context, store: Store): Promise<Day> {
  return dayIn(store.timeZone, await organisationNow(ctx, store.organisationId))
}
