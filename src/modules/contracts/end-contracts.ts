import { sql } from 'kysely'
import type { Store } from '#modules/identity/index.ts'
import type { LineRow, PurchaseRow } from '#modules/purchases/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import { contractCancelled } from './events.ts'
import { contractsToEnd } from './model.ts'
import { lockLiveContracts } from './queries.ts'
import type { ContractRow } from './rows.ts'

type Units = { lineN: number; quantity: number; serialNumbers: readonly string[] }

/**
 * Ends the contracts of units that came back, in the transaction that records the return or void. No claim was
 * fulfilled on them (claims come later in the product), so the whole premium is due back.
 */
export async function endReturnedContracts(
  tx: Tx,
  ctx: Context,
  original: { store: Store; purchase: PurchaseRow; now: string },
  units: readonly Units[],
  reason: 'returned' | 'purchase_voided',
): Promise<ContractRow[]> {
  const live = await lockLiveContracts(tx, original.purchase.id)
  const ended: ContractRow[] = []
  for (const unit of units) {
    const ofLine = live.filter((contract) => contract.line_n === unit.lineN && !ended.includes(contract))
    ended.push(...contractsToEnd(ofLine, unit.quantity, unit.serialNumbers))
  }
  await end(tx, ctx, original, ended, 'cancelled', reason)
  return ended
}

/**
 * After a revision: contracts of units that are no longer there, or whose item or plan is another now, are void.
 * @returns the units, as `line/unit`, that keep theirs
 */
export async function endRevisedContracts(
  tx: Tx,
  ctx: Context,
  revised: { store: Store; purchase: PurchaseRow; now: string },
  before: readonly LineRow[],
  after: readonly LineRow[],
): Promise<Set<string>> {
  const live = await lockLiveContracts(tx, revised.purchase.id)
  if (live.length === 0) return new Set()
  const same = (contract: ContractRow) => {
    const was = before.find((line) => line.n === contract.line_n)
    const is = after.find((line) => line.n === contract.line_n)
    return was !== undefined && is !== undefined && contract.unit_n <= is.quantity && soldAlike(was, is)
  }
  await end(
    tx,
    ctx,
    revised,
    live.filter((contract) => !same(contract)),
    'void',
    'purchase_revised',
  )
  return new Set(live.filter(same).map((contract) => `${contract.line_n}/${contract.unit_n}`))
}

/** Whatever a contract was made from is the same in both lines. */
function soldAlike(was: LineRow, is: LineRow): boolean {
  return (
    was.code === is.code &&
    was.plan_code === is.plan_code &&
    was.plan_price === is.plan_price &&
    was.amount * is.quantity === is.amount * was.quantity &&
    (was.serial_numbers ?? []).join('\n') === (is.serial_numbers ?? []).join('\n')
  )
}

async function end(
  tx: Tx,
  ctx: Context,
  of: { store: Store; purchase: PurchaseRow; now: string },
  contracts: readonly ContractRow[],
  state: 'cancelled' | 'void',
  reason: string,
): Promise<void> {
  if (contracts.length === 0) return
  const ids = contracts.map((contract) => contract.id)
  await sql`update contracts set state = ${state}, state_reason = ${reason}, refund_due = premium, ended_at = ${of.now}
    where bucket = ${of.purchase.bucket} and id = any(${ids}::uuid[])`.execute(tx)
  for (const contract of contracts)
    Object.assign(contract, { state, state_reason: reason, refund_due: contract.premium, ended_at: of.now })
  await publish(tx, contractCancelled, {
    contractIds: ids,
    purchaseId: of.purchase.id,
    storeId: of.store.id,
    purchaserIds: of.purchase.purchaser_id === null ? [] : [of.purchase.purchaser_id],
    reason,
  })
  await audit(
    tx,
    ctx,
    ...contracts.map((contract) => ({
      bucket: contract.bucket,
      organisationId: of.store.organisationId,
      entity: 'contract',
      entityId: contract.id,
      before: { state: 'in_force' },
      after: { state, reason, refundDue: contract.premium },
    })),
  )
}
