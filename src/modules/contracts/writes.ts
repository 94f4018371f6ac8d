import { sql } from 'kysely'
import { findPurchases } from '#modules/purchases/index.ts'
import { audit } from '#platform/audit.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { ContractRow } from './rows.ts'

type Standing = Pick<ContractRow, 'state' | 'state_reason' | 'refund_due' | 'ended_at'>

/** Writes how a contract stands from now on. The caller has locked it. */
export async function setStanding(
  tx: Tx,
  ctx: Context,
  contract: ContractRow,
  standing: Standing & { note_sealed?: Buffer | null },
): Promise<void> {
  const { state, state_reason, refund_due, ended_at, note_sealed = null } = standing
  await sql`update contracts set state = ${state}, state_reason = ${state_reason}, refund_due = ${refund_due},
      ended_at = ${ended_at}, note_sealed = ${note_sealed}
    where bucket = ${contract.bucket} and id = ${contract.id}`.execute(tx)
  await audit(tx, ctx, {
    bucket: contract.bucket,
    organisationId: contract.organisation_id,
    entity: 'contract',
    entityId: contract.id,
    before: standingOf(contract),
    after: standingOf(standing),
  })
}

function standingOf({ state, state_reason, refund_due, ended_at }: Standing) {
  return { state, reason: state_reason, refundDue: refund_due, endedAt: ended_at }
}

/** Of whom an event about a contract speaks; the buyer told is whoever its purchase belongs to now. */
export async function subjectOf(tx: Tx, contract: ContractRow, refundDue: number) {
  const purchase = (await findPurchases(tx, [contract.purchase_id])).get(contract.purchase_id)
  const holder = purchase?.purchaser_id ?? null
  return {
    contractIds: [contract.id],
    purchaseId: contract.purchase_id,
    storeId: contract.store_id,
    purchaserIds: holder === null ? [] : [holder],
    contracts: [standingOfContract(contract, refundDue)],
  }
}

/** A contract in the words of a message. */
export function standingOfContract(contract: ContractRow, refundDue: number) {
  return {
    number: formatNumber(contract.number),
    item: contract.item_name ?? contract.item_code,
    currency: contract.currency,
    refundDue,
  }
}
