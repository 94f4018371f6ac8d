import { sql } from 'kysely'
import type { PlanTerms } from '#modules/plans/index.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { ContractId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Cause, Covered, Use } from './limits.ts'
import type { Contract } from './queries.ts'

/** What a claim means to its contract: what it has reserved or used of the limits. */
export type ContractClaimRow = {
  bucket: number
  contract_id: ContractId
  claim_id: string
  state: 'open' | 'fulfilled' | 'ended'
  cause: Cause
  fault: string
  loss_on: Day
  amount: number
  exchange: boolean
  goodwill: boolean
  opened_at: InstantText
  closed_at: InstantText | null
}

/** All claims that were filed on a contract, the oldest first. */
export async function listContractClaims(db: Db, contractId: ContractId): Promise<ContractClaimRow[]> {
  const { rows } = await sql<ContractClaimRow>`
    select * from contract_claims where bucket = ${bucketOf(contractId)} and contract_id = ${contractId}
    order by opened_at, claim_id`.execute(db)
  return rows
}

/** Those of several contracts, by contract. */
export async function claimsOfContracts(
  db: Db,
  contractIds: readonly ContractId[],
): Promise<Map<ContractId, ContractClaimRow[]>> {
  const found = new Map<ContractId, ContractClaimRow[]>(contractIds.map((id) => [id, []]))
  if (contractIds.length === 0) return found
  const { rows } = await sql<ContractClaimRow>`
    select * from contract_claims where bucket = any(${[...new Set(contractIds.map(bucketOf))]}::int[])
      and contract_id = any(${contractIds}::uuid[]) order by opened_at, claim_id`.execute(db)
  for (const row of rows) found.get(row.contract_id)?.push(row)
  return found
}

/**
 * The claims that count against the limits: what was paid, and what open ones have reserved. An open claim that
 * nobody has decided reserves nothing yet but counts as a claim; goodwill and claims that came to nothing do not.
 */
export function usesOf(rows: readonly ContractClaimRow[], butNot?: string): Use[] {
  return rows
    .filter((row) => row.state !== 'ended' && !row.goodwill && row.claim_id !== butNot)
    .map((row) => ({ cause: row.cause, lossOn: row.loss_on, amount: row.amount }))
}

/** The covered unit as the limits see it. */
export function coveredOf(contract: Contract, terms: PlanTerms): Covered {
  return {
    price: contract.price,
    terms,
    covers: contract.covers.map(({ kind, starts_on, ends_on }) => ({
      kind,
      startsOn: starts_on,
      endsOn: ends_on,
    })),
  }
}

/** Locks a contract, so that claims, cancelling and returns on it happen one after the other. */
export async function lockContract(tx: Tx, id: ContractId): Promise<Contract | undefined> {
  const { rows } = await sql<Contract>`
    select c.*, (select json_agg(v order by v.n) from contract_covers v
      where v.bucket = c.bucket and v.contract_id = c.id) as covers
    from contracts c where c.bucket = ${bucketOf(id)} and c.id = ${id} for update of c`.execute(tx)
  return rows[0]
}

/** Notes a claim on its contract. The caller has locked the contract. */
export async function openContractClaim(
  tx: Tx,
  claim: Pick<
    ContractClaimRow,
    'contract_id' | 'claim_id' | 'cause' | 'fault' | 'loss_on' | 'goodwill' | 'opened_at'
  >,
): Promise<void> {
  await sql`insert into contract_claims
      (bucket, contract_id, claim_id, state, cause, fault, loss_on, amount, exchange, goodwill, opened_at)
    values (${bucketOf(claim.contract_id)}, ${claim.contract_id}, ${claim.claim_id}, 'open', ${claim.cause},
      ${claim.fault}, ${claim.loss_on}, 0, false, ${claim.goodwill}, ${claim.opened_at})`.execute(tx)
}

/** What a decided claim reserves of the limits; on an open claim it can change until the claim is closed. */
export async function reserveForClaim(
  tx: Tx,
  contractId: ContractId,
  claimId: string,
  reserved: { amount: number; exchange: boolean; goodwill: boolean },
): Promise<void> {
  await sql`update contract_claims set amount = ${reserved.amount}, exchange = ${reserved.exchange}, goodwill = ${reserved.goodwill}
    where bucket = ${bucketOf(contractId)} and contract_id = ${contractId} and claim_id = ${claimId} and state = 'open'`.execute(
    tx,
  )
}

/** Closes a claim: `fulfilled` keeps what it reserved for ever, `ended` gives it back. */
export async function closeContractClaim(
  tx: Tx,
  contractId: ContractId,
  claimId: string,
  state: 'fulfilled' | 'ended',
  at: InstantText,
): Promise<void> {
  await sql`update contract_claims set state = ${state}, closed_at = ${at}
    where bucket = ${bucketOf(contractId)} and contract_id = ${contractId} and claim_id = ${claimId}`.execute(
    tx,
  )
}

/** Opens a closed claim again (appeal, a coupon that nobody used). */
export async function reopenContractClaim(tx: Tx, contractId: ContractId, claimId: string): Promise<void> {
  await sql`update contract_claims set state = 'open', closed_at = null
    where bucket = ${bucketOf(contractId)} and contract_id = ${contractId} and claim_id = ${claimId}`.execute(
    tx,
  )
}
