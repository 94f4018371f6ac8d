import { organisationNow } from '#modules/identity/index.ts'
import { actorName } from '#platform/auth.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Day } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { invalidField } from '#platform/errors.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { laterRunConfirmed, nothingToPayOut } from './errors.ts'
import { isEmpty, payoutOf } from './payout-model.ts'
import type { Payout, Position } from './payout-model.ts'
import { lastConfirmedDay, lockPayouts, readPositions, readSettled } from './payout-queries.ts'
import { addPayoutRun } from './payout-writes.ts'
import { zonesOf } from './queries.ts'
import type { PayoutRunId } from './rows.ts'

/** What each store would get now. To be asked while `lockPayouts` holds. */
export async function duePayouts(
  tx: Tx,
  organisationId: OrganisationId,
  currency: string,
  upTo: Day,
): Promise<{ position: Position; payout: Payout }[]> {
  const settled = await readSettled(tx, organisationId, currency)
  const positions = await readPositions(tx, organisationId, currency, upTo)
  return positions
    .map((position) => ({ position, payout: payoutOf(position, settled.get(position.storeId)) }))
    .filter(({ payout }) => !isEmpty(payout))
}

/**
 * Works out what each store gets up to a day, and keeps it as a run that somebody looks at and confirms or discards.
 * Nothing is posted yet.
 * @throws nothingToPayOut, laterRunConfirmed
 */
export function preparePayoutRun(
  ctx: Context,
  organisationId: OrganisationId,
  { upTo, currency }: { upTo: Day; currency: string },
): Promise<PayoutRunId> {
  return inTransaction(ctx, async (tx) => {
    await lockPayouts(tx, organisationId, currency)
    const now = await organisationNow({ ...ctx, tx }, organisationId)
    const zones = await zonesOf(tx, organisationId)
    if (zones.every((zone) => upTo > dayIn(zone, now)))
      throw invalidField('upTo', 'in_future', 'must be a day that has begun')
    const last = await lastConfirmedDay(tx, organisationId, currency)
    if (last !== null && upTo < last) throw laterRunConfirmed(last)
    const due = await duePayouts(tx, organisationId, currency, upTo)
    if (due.length === 0) throw nothingToPayOut()
    const bucket = bucketOf(organisationId)
    const id = newId<'prn'>(bucket)
    const { kind, id: actorId } = actorName(ctx.actor)
    await addPayoutRun(
      tx,
      {
        id,
        organisation_id: organisationId,
        currency,
        up_to: upTo,
        state: 'prepared',
        prepared_at: ctx.clock.now(),
        confirmed_at: null,
      },
      `${kind} ${actorId}`,
      due.map(({ payout: { storeId, ...payout } }) => ({
        run_id: id,
        store_id: storeId,
        id: newId<'pyt'>(bucket),
        ...payout,
      })),
    )
    await audit(tx, ctx, {
      bucket,
      organisationId,
      entity: 'payout_run',
      entityId: id,
      after: { state: 'prepared', upTo, currency, stores: due.length },
    })
    return id
  })
}
