import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import { getPlanVersion } from '#modules/plans/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { addDays, dayIn, startOfDay } from '#platform/dates.ts'
import { publish } from '#platform/events.ts'
import type { ContractId } from '#platform/ids.ts'
import type { Refund } from './cancellation.ts'
import { cancellationClause, refundOn } from './cancellation.ts'
import { listContractClaims, lockContract } from './contract-claims.ts'
import {
  alreadyCancelled,
  claimOpen,
  contractEnded,
  contractExpired,
  contractNotFound,
  quoteOutdated,
} from './errors.ts'
import { contractCancelled } from './events.ts'
import type { Contract } from './queries.ts'
import { findContract } from './queries.ts'
import { quoteId } from './quote-id.ts'
import { setStanding, subjectOf } from './writes.ts'

export const cancellationErrors = [alreadyCancelled, contractEnded, contractExpired, claimOpen]

export type CancellationQuote = Refund & {
  quoteId: string
  on: Day
  /** Until the end of that day in the store's zone: a day later less is left. */
  validUntil: InstantText
  clause: ReturnType<typeof cancellationClause>
}

/** What would come back if the contract were cancelled today. Changes nothing. */
export async function quoteCancellation(ctx: Context, id: ContractId): Promise<CancellationQuote> {
  const contract = await findContract(reader(ctx), id)
  if (!contract) throw contractNotFound()
  return quote(ctx, contract)
}

/** Cancels a contract as it was previewed. What comes back is due from now on; paying it is not done here. */
export function cancelContract(
  ctx: Context,
  input: { contractId: ContractId; quoteId: string; by: 'buyer' | 'seller' },
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId)
    if (!contract) throw contractNotFound()
    // What it reads is read in this transaction: waiting for a second connection could wait for ever.
    const inside = { ...ctx, tx }
    const now = await quote(inside, contract)
    if (now.quoteId !== input.quoteId)
      throw quoteOutdated({ quoteId: now.quoteId, amount: now.refund, currency: contract.currency })
    const reason = `cancelled_by_${input.by}`
    await setStanding(tx, ctx, contract, {
      state: 'cancelled',
      state_reason: reason,
      refund_due: now.refund,
      ended_at: await organisationNow(inside, contract.organisation_id),
    })
    await publish(tx, contractCancelled, { ...(await subjectOf(tx, contract, now.refund)), reason })
  })
}

/** @throws alreadyCancelled, contractEnded, contractExpired, claimOpen */
async function quote(ctx: Context, contract: Contract): Promise<CancellationQuote> {
  if (contract.state === 'cancelled') throw alreadyCancelled()
  if (contract.state === 'void' || contract.state === 'fulfilled') throw contractEnded(contract.state)
  const { timeZone } = await getStoreById(ctx, contract.store_id)
  const on = dayIn(timeZone, await organisationNow(ctx, contract.organisation_id))
  if (contract.ends_on <= on) throw contractExpired()
  const claims = await listContractClaims(reader(ctx), contract.id)
  if (claims.some((claim) => claim.state === 'open')) throw claimOpen()
  const { terms } = await getPlanVersion(ctx, contract.plan_id, contract.plan_version)
  const refund = refundOn(
    {
      premium: contract.premium,
      purchasedOn: contract.purchased_on,
      covers: contract.covers.map(({ kind, starts_on, ends_on, premium_part }) => ({
        kind,
        startsOn: starts_on,
        endsOn: ends_on,
        premiumPart: premium_part,
      })),
      fulfilled: claims.some((claim) => claim.state === 'fulfilled'),
      terms,
    },
    on,
  )
  return {
    quoteId: quoteId({ cancels: contract.id, on, refund }),
    on,
    validUntil: startOfDay(addDays(on, 1), timeZone),
    clause: cancellationClause(terms),
    ...refund,
  }
}
