import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import { findLines, findPurchases, lockPurchases } from '#modules/purchases/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import type { Problem } from '#platform/errors.ts'
import { publish } from '#platform/events.ts'
import type { ContractId } from '#platform/ids.ts'
import { lockContract } from './contract-claims.ts'
import {
  contractExpired,
  contractNotEnded,
  contractNotFound,
  quoteOutdated,
  unitCoveredAgain,
  unitTakenBack,
} from './errors.ts'
import { contractReinstated } from './events.ts'
import type { Contract } from './queries.ts'
import { findContract, listContractsOfPurchases } from './queries.ts'
import { quoteId } from './quote-id.ts'
import type { ReinstatementFault } from './reinstatement.ts'
import { whyNotReinstated } from './reinstatement.ts'
import { setStanding, subjectOf } from './writes.ts'

export const reinstatementErrors = [contractNotEnded, contractExpired, unitCoveredAgain, unitTakenBack]

/** What is due from the buyer again: all that was to come back when the contract ended. */
export type ReinstatementQuote = { quoteId: string; payBack: number }

/** What putting a contract in force again would ask of the buyer. Changes nothing. */
export async function quoteReinstatement(ctx: Context, id: ContractId): Promise<ReinstatementQuote> {
  const contract = await findContract(reader(ctx), id)
  if (!contract) throw contractNotFound()
  return quote(ctx, contract)
}

/** Puts a cancelled or void contract in force again, under the days and the plan version that it had. */
export function reinstateContract(
  ctx: Context,
  input: { contractId: ContractId; quoteId: string },
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const known = await findContract(tx, input.contractId)
    if (!known) throw contractNotFound()
    // The purchase first, as a return does: neither may slip in while the other is under way.
    await lockPurchases(tx, [known.purchase_id])
    const contract = (await lockContract(tx, input.contractId)) as Contract
    const now = await quote({ ...ctx, tx }, contract)
    if (now.quoteId !== input.quoteId)
      throw quoteOutdated({ quoteId: now.quoteId, amount: now.payBack, currency: contract.currency })
    await setStanding(tx, ctx, contract, {
      state: 'in_force',
      state_reason: null,
      refund_due: 0,
      ended_at: null,
    })
    await publish(tx, contractReinstated, await subjectOf(tx, contract, 0))
  })
}

/** @throws contractNotEnded, contractExpired, unitCoveredAgain, unitTakenBack */
async function quote(ctx: Context, contract: Contract): Promise<ReinstatementQuote> {
  const db = reader(ctx)
  const { purchase_id: purchaseId } = contract
  const { timeZone } = await getStoreById(ctx, contract.store_id)
  const today = dayIn(timeZone, await organisationNow(ctx, contract.organisation_id))
  const purchase = (await findPurchases(db, [purchaseId])).get(purchaseId)
  if (!purchase) throw contractNotFound()
  const line = (await findLines(db, [purchaseId])).get(purchaseId)?.find(({ n }) => n === contract.line_n)
  const others = await listContractsOfPurchases(db, [purchaseId])
  const fault = whyNotReinstated(contract, others, purchase, line, today)
  if (fault !== undefined) throw refusal(fault, contract)
  return {
    quoteId: quoteId({ reinstates: contract.id, endedAt: contract.ended_at, refundDue: contract.refund_due }),
    payBack: contract.refund_due,
  }
}

function refusal(fault: ReinstatementFault, contract: Contract): Problem {
  if (fault === 'not_ended') return contractNotEnded(contract.state)
  if (fault === 'covers_over') return contractExpired()
  return fault === 'unit_covered_again' ? unitCoveredAgain() : unitTakenBack()
}
