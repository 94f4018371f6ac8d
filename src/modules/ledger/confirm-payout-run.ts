import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { sumOf } from '#platform/money.ts'
import { payoutRunEnded, payoutRunNotFound, payoutRunOutdated } from './errors.ts'
import type { Position } from './payout-model.ts'
import { payoutPostings, samePayouts } from './payout-model.ts'
import { findPayoutRun, listPayouts, lockPayoutRun, lockPayouts } from './payout-queries.ts'
import { endPayoutRun } from './payout-writes.ts'
import { post } from './post.ts'
import { duePayouts } from './prepare-payout-run.ts'
import type { PayoutRow, PayoutRunId, PayoutRunRow } from './rows.ts'

/** A run of this organisation that is still open, locked. @throws payoutRunNotFound, payoutRunEnded */
export async function openRun(
  tx: Tx,
  organisationId: OrganisationId,
  id: PayoutRunId,
): Promise<PayoutRunRow> {
  const found = await findPayoutRun(tx, id)
  if (found?.organisation_id !== organisationId) throw payoutRunNotFound()
  // One at a time for the organisation, before the row: preparing takes the same lock first.
  await lockPayouts(tx, organisationId, found.currency)
  const run = await lockPayoutRun(tx, id)
  if (run?.state !== 'prepared') throw payoutRunEnded(run?.state ?? 'discarded')
  return run
}

/**
 * Posts what a run prepared, store by store: the accounts between organisation and store come to zero, what is left
 * leaves the bank. What was worked out is worked out again first, so that nothing is paid twice, by whichever run.
 * @throws payoutRunNotFound, payoutRunEnded, payoutRunOutdated
 */
export async function confirmPayoutRun(
  ctx: Context,
  organisationId: OrganisationId,
  id: PayoutRunId,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const run = await openRun(tx, organisationId, id)
    const prepared = await listPayouts(tx, [id], null)
    const due = await duePayouts(tx, organisationId, run.currency, run.up_to)
    const same = samePayouts(
      prepared.map(({ store_id, ...payout }) => ({ storeId: store_id, ...payout })),
      due.map(({ payout }) => payout),
    )
    if (!same) throw payoutRunOutdated()
    const inTx = { ...ctx, tx }
    for (const payout of prepared) {
      const position = due.find((one) => one.position.storeId === payout.store_id)?.position as Position
      if (payout.amount > 0) await pay(tx, inTx, run, payout, position)
    }
    const now = await organisationNow(inTx, organisationId)
    await endPayoutRun(tx, id, 'confirmed', now)
    await audit(tx, ctx, {
      bucket: bucketOf(organisationId),
      organisationId,
      entity: 'payout_run',
      entityId: id,
      before: { state: 'prepared' },
      after: { state: 'confirmed', amount: sumOf(prepared.map(({ amount }) => amount)) },
    })
  })
}

async function pay(
  tx: Tx,
  ctx: Context,
  run: PayoutRunRow,
  payout: PayoutRow,
  position: Position,
): Promise<void> {
  const store = await getStoreById(ctx, payout.store_id)
  await post(tx, ctx, {
    kind: 'payout',
    key: `payout/${payout.id}`,
    organisationId: run.organisation_id,
    storeId: store.id,
    timeZone: store.timeZone,
    currency: run.currency,
    occurredAt: await organisationNow(ctx, run.organisation_id),
    subject: { kind: 'payout', id: payout.id },
    postings: payoutPostings(position, run.organisation_id, payout.amount),
  })
}
