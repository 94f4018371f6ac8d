import { organisationNow } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { publish } from '#platform/events.ts'
import type { ContractId } from '#platform/ids.ts'
import { lockContract } from './contract-claims.ts'
import { alreadyVoid, contractEnded, contractNotFound } from './errors.ts'
import { contractVoided } from './events.ts'
import { sealNote } from './note.ts'
import { setStanding, subjectOf } from './writes.ts'

/**
 * Ends a contract that should never have stood, with the whole premium due back. Claims that are open do not stand in
 * the way: it is at a claim that a false date or a serial number used twice is found. Who follows the event ends them.
 */
export function voidContract(
  ctx: Context,
  input: { contractId: ContractId; reasonCode: string; note: string | null },
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, input.contractId)
    if (!contract) throw contractNotFound()
    if (contract.state === 'void') throw alreadyVoid()
    if (contract.state === 'cancelled' || contract.state === 'fulfilled') throw contractEnded(contract.state)
    await setStanding(tx, ctx, contract, {
      state: 'void',
      state_reason: input.reasonCode,
      refund_due: contract.premium,
      ended_at: await organisationNow({ ...ctx, tx }, contract.organisation_id),
      note_sealed: input.note === null ? null : await sealNote(tx, ctx, contract, input.note),
    })
    await publish(tx, contractVoided, {
      ...(await subjectOf(tx, contract, contract.premium)),
      reason: input.reasonCode,
    })
  })
}
