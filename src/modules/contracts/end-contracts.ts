import { sql } from 'kysely'
import type { Store } from '#modules/identity/index.ts'
import type { LineRow, PurchaseRow } from '#modules/purchases/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import { claimsOfContracts } from './contract-claims.ts'
import { contractCancelled } from './events.ts'
import { contractsToEnd } from './model.ts'
import { listContractsOfPurchases, lockLiveContracts } from './queries.ts'
import type { ContractRow } from './rows.ts'
import { standingOfContract } from './writes.ts'

type Units = { lineN: number; quantity: number; serialNumbers: readonly string[] }

/**
 * Ends the contracts of units that came back, in the transaction that records the return or void. The whole premium
 * is due back, or nothing where a claim was fulfilled. A claim still open is ended by whoever follows the event.
 */
export async function endReturnedContracts(
  tx: Tx,
  ctx: Context,
  original: { store: Store; purchase: PurchaseRow; now: string },
  units: readonly Units[],
  reason: 'returned' | 'purchase_voided',
): Promise<ContractRow[]> {
  const live = await lockLiveContracts(tx, original.purchase.id)
  if (live.length === 0) return []
  const all = await listContractsOfPurchases(tx, [original.purchase.id])
  const claims = await claimsOfContracts(
    tx,
    live.map(({ id }) => id),
  )
  const withClaim = (contract: ContractRow) =>
    (claims.get(contract.id) ?? []).some((claim) => claim.state !== 'ended')
  const ended: ContractRow[] = []
  for (const unit of units) {
    const ofLine = live.filter((contract) => contract.line_n === unit.lineN && !ended.includes(contract))
    const without = unitsWithout(all, ofLine, unit)
    ended.push(...contractsToEnd(ofLine, unit.quantity - without, unit.serialNumbers, withClaim))
  }
  const isEarned = (contract: ContractRow) =>
    (claims.get(contract.id) ?? []).some((claim) => claim.state === 'fulfilled')
  await end(tx, ctx, original, ended, 'cancelled', reason, (contract) =>
    isEarned(contract) ? 0 : contract.premium,
  )
  return ended
}

/** How many of the units named by their serial numbers have no contract any more: none other ends for them. */
function unitsWithout(
  all: readonly ContractRow[],
  live: readonly ContractRow[],
  { lineN, serialNumbers }: Units,
): number {
  const gone = all.filter(
    ({ line_n, unit_n, serial_number, state }) =>
      line_n === lineN &&
      (state === 'cancelled' || state === 'void') &&
      serial_number !== null &&
      serialNumbers.includes(serial_number) &&
      !live.some((contract) => contract.unit_n === unit_n),
  )
  return new Set(gone.map(({ unit_n }) => unit_n)).size
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
    (contract) => contract.premium,
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
  refundOf: (contract: ContractRow) => number,
): Promise<void> {
  if (contracts.length === 0) return
  const ids = contracts.map((contract) => contract.id)
  await sql`update contracts c set state = ${state}, state_reason = ${reason}, refund_due = e.refund, ended_at = ${of.now}
    from unnest(${ids}::uuid[], ${contracts.map(refundOf)}::bigint[]) as e (id, refund)
    where c.bucket = ${of.purchase.bucket} and c.id = e.id`.execute(tx)
  const before = new Map(contracts.map((contract) => [contract.id, contract.state]))
  for (const contract of contracts)
    Object.assign(contract, {
      state,
      state_reason: reason,
      refund_due: refundOf(contract),
      ended_at: of.now,
    })
  await publish(tx, contractCancelled, {
    contractIds: ids,
    purchaseId: of.purchase.id,
    storeId: of.store.id,
    purchaserIds: of.purchase.purchaser_id === null ? [] : [of.purchase.purchaser_id],
    reason,
    contracts: contracts.map((contract) => standingOfContract(contract, contract.refund_due)),
  })
  await audit(
    tx,
    ctx,
    ...contracts.map((contract) => ({
      bucket: contract.bucket,
      organisationId: of.store.organisationId,
      entity: 'contract',
      entityId: contract.id,
      before: { state: before.get(contract.id) },
      after: { state, reason, refundDue: contract.refund_due },
    })),
  )
}
