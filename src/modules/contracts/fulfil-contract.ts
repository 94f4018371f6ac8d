import { sql } from 'kysely'
import type { PlanTerms } from '#modules/plans/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { addDays, daysBetween } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { publish } from '#platform/events.ts'
import { coveredOf, listContractClaims, usesOf } from './contract-claims.ts'
import { contractPerformed } from './events.ts'
import { isUsedUp } from './limits.ts'
import type { Contract } from './queries.ts'
import type { CoverRow } from './rows.ts'

/** How a claim on the contract was performed. */
export type Performed = {
  terms: PlanTerms
  exchange: boolean
  /** Of the unit given in exchange, where it is known. */
  newSerialNumber: string | null
  /** Days that the goods were with the repairer. */
  repairDays: number
  at: InstantText
  today: Day
}

/**
 * What a performed claim does to its contract: a limit that is used up ends it, an exchange ends the cover, moves it
 * to the new unit or starts it anew, and days with the repairer are added back, each as the plan says. The contract
 * is locked, and the claim is closed on it already.
 */
export async function fulfilContract(
  tx: Tx,
  ctx: Context,
  contract: Contract,
  performed: Performed,
): Promise<void> {
  if (contract.state !== 'in_force') return
  const uses = usesOf(await listContractClaims(tx, contract.id))
  const reason = endedBy(performed, isUsedUp(coveredOf(contract, performed.terms), uses))
  const covers = reason === null ? coversAfter(contract.covers, performed) : contract.covers
  const serial = performed.exchange
    ? (performed.newSerialNumber ?? contract.serial_number)
    : contract.serial_number
  const after = {
    state: reason === null ? contract.state : ('fulfilled' as const),
    state_reason: reason ?? contract.state_reason,
    ended_at: reason === null ? null : performed.at,
    serial_number: serial,
    starts_on: covers.map((cover) => cover.starts_on).sort()[0] ?? contract.starts_on,
    ends_on:
      covers
        .map((cover) => cover.ends_on)
        .sort()
        .at(-1) ?? contract.ends_on,
  }
  const changed = Object.entries(after).some(
    ([column, value]) => contract[column as keyof typeof after] !== value,
  )
  const moved = covers.some((cover, i) => cover.ends_on !== contract.covers[i]?.ends_on)
  if (!changed && !moved) return
  await sql`update contracts set state = ${after.state}, state_reason = ${after.state_reason}, ended_at = ${after.ended_at},
      serial_number = ${serial}, starts_on = ${after.starts_on}, ends_on = ${after.ends_on}
    where bucket = ${contract.bucket} and id = ${contract.id}`.execute(tx)
  for (const cover of covers) {
    await sql`update contract_covers set starts_on = ${cover.starts_on}, ends_on = ${cover.ends_on}
      where bucket = ${contract.bucket} and contract_id = ${contract.id} and n = ${cover.n}`.execute(tx)
  }
  await audit(tx, ctx, {
    bucket: contract.bucket,
    organisationId: contract.organisation_id,
    entity: 'contract',
    entityId: contract.id,
    before: { state: contract.state, startsOn: contract.starts_on, endsOn: contract.ends_on },
    after: { state: after.state, reason, startsOn: after.starts_on, endsOn: after.ends_on },
  })
  await publish(tx, contractPerformed, {
    contractIds: [contract.id],
    purchaseId: contract.purchase_id,
    storeId: contract.store_id,
  })
}

function endedBy({ exchange, terms }: Performed, usedUp: boolean): string | null {
  if (exchange && terms.afterExchange === 'cover_ends') return 'exchanged'
  return usedUp && !(exchange && terms.afterExchange === 'restarts') ? 'limit_used_up' : null
}

function coversAfter(covers: readonly CoverRow[], performed: Performed): CoverRow[] {
  const { exchange, terms, today, repairDays } = performed
  if (exchange && terms.afterExchange === 'restarts') {
    // The new unit's covers are as long as the old one's were, from today.
    return covers.map((cover) => ({
      ...cover,
      starts_on: today,
      ends_on: addDays(today, daysBetween(cover.starts_on, cover.ends_on)),
    }))
  }
  if (!terms.addsRepairDays || repairDays === 0) return [...covers]
  return covers.map((cover) =>
    cover.ends_on > addDays(today, -repairDays)
      ? { ...cover, ends_on: addDays(cover.ends_on, repairDays) }
      : cover,
  )
}
