import { sql } from 'kysely'
import { organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import { contractCancelled } from './events.ts'
import type { Contract } from './queries.ts'

/**
 * What giving a contract up with an erasure brings back, in minor units: nothing, for there is nobody left to pay.
 * A person who wants a refund cancels first; the preview says so by this figure.
 */
export function refundOnGivingUp(_contract: Contract): number {
  return 0
}

/** Ends contracts because their person goes and gave them up. They are locked and run. */
export async function giveUpContracts(tx: Tx, ctx: Context, contracts: readonly Contract[]): Promise<void> {
  for (const contract of contracts) {
    const at = await organisationNow(ctx, contract.organisation_id)
    const refundDue = refundOnGivingUp(contract)
    await sql`update contracts set state = 'cancelled', state_reason = 'given_up', refund_due = ${refundDue}, ended_at = ${at}
      where bucket = ${contract.bucket} and id = ${contract.id}`.execute(tx)
    await audit(tx, ctx, {
      bucket: contract.bucket,
      organisationId: contract.organisation_id,
      entity: 'contract',
      entityId: contract.id,
      before: { state: contract.state },
      after: { state: 'cancelled', reason: 'given_up', refundDue },
    })
  }
  await publish(
    tx,
    contractCancelled,
    ...contracts.map((contract) => ({
      contractIds: [contract.id],
      purchaseId: contract.purchase_id,
      storeId: contract.store_id,
      purchaserIds: [],
      reason: 'given_up',
      contracts: [],
    })),
  )
}
