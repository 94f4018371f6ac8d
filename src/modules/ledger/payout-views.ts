import type { z } from 'zod'
import { getStoreById, storesOf } from '#modules/identity/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { publicId } from '#platform/ids.ts'
import { sumOf } from '#platform/money.ts'
import { readableBooks } from './access.ts'
import { payoutNotFound, payoutRunNotFound, statementNotIssued } from './errors.ts'
import { findPayout, findPayoutRun, listPayouts } from './payout-queries.ts'
import type { PayoutRunView } from './payout-schemas.ts'
import type { PayoutId, PayoutRow, PayoutRunId, PayoutRunRow } from './rows.ts'

/** Runs with the payouts that the caller may see. */
export async function payoutRunViews(
  ctx: Context,
  runs: readonly PayoutRunRow[],
): Promise<z.input<typeof PayoutRunView>[]> {
  const { storeIds } = readableBooks(ctx)
  const payouts = await listPayouts(
    reader(ctx),
    runs.map(({ id }) => id),
    storeIds,
  )
  const stores = await storesOf(
    ctx,
    payouts.map(({ store_id }) => store_id),
  )
  return runs.map((run) => {
    const own = payouts.filter(({ run_id }) => run_id === run.id)
    return {
      id: publicId('prn', run.id),
      currency: run.currency,
      upTo: run.up_to,
      state: run.state,
      preparedAt: run.prepared_at,
      confirmedAt: run.confirmed_at,
      amount: sumOf(own.map(({ amount }) => amount)),
      payouts: own.map((payout) => {
        const { code, name, timeZone } = stores.get(payout.store_id) as Store
        return {
          id: publicId('pyt', payout.id),
          store: { code, name, timeZone },
          carriedIn: payout.carried_in,
          lines: payout.lines,
          amount: payout.amount,
          carriedOut: payout.carried_out,
        }
      }),
    }
  })
}

/** One run, for whoever sees one of its payouts. @throws payoutRunNotFound */
export async function showPayoutRun(
  ctx: Context,
  id: PayoutRunId | undefined,
): Promise<z.input<typeof PayoutRunView>> {
  const { organisationId, storeIds } = readableBooks(ctx)
  const run = id && (await findPayoutRun(reader(ctx), id))
  if (!run || run.organisation_id !== organisationId) throw payoutRunNotFound()
  const [view] = await payoutRunViews(ctx, [run])
  if (!view || (storeIds !== null && view.payouts.length === 0)) throw payoutRunNotFound()
  return view
}

/** A payout as its statement says it. */
export type Statement = { run: PayoutRunRow; payout: PayoutRow; store: Store }

/** What a statement is made of. @throws payoutNotFound, statementNotIssued */
export async function readStatement(ctx: Context, id: PayoutId | undefined): Promise<Statement> {
  const { organisationId, storeIds } = readableBooks(ctx)
  const db = reader(ctx)
  const payout = id && (await findPayout(db, id))
  const run = payout && (await findPayoutRun(db, payout.run_id))
  if (!run || run.organisation_id !== organisationId) throw payoutNotFound()
  if (storeIds !== null && !storeIds.includes(payout.store_id)) throw payoutNotFound()
  if (run.state !== 'confirmed') throw statementNotIssued()
  return { run, payout, store: await getStoreById(ctx, payout.store_id) }
}
