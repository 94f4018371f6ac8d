import type { Contract, Terms } from '#modules/contracts/index.ts'
import {
  contractTerms,
  coveredOf,
  findContract,
  listContractClaims,
  lockContract,
  openContractClaim,
} from '#modules/contracts/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import { actorName } from '#platform/auth.ts'
import { newNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import { invalidField } from '#platform/errors.ts'
import { publish } from '#platform/events.ts'
import type { ClaimId, ContractId, PurchaserId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import type { Asked, Verdict } from './checks.ts'
import { checkClaim } from './checks.ts'
import { refusals } from './errors.ts'
import { claimChanged } from './events.ts'
import { eventOf } from './held-claim.ts'
import { decisionDueAt } from './model.ts'
import type { ClaimRow } from './rows.ts'
import { newClaimKey, sealOf } from './words.ts'
import { appendHistory, insertClaim } from './writes.ts'

/** A fault that somebody reports on a contract that was found for them. */
export type Filing = {
  contractId: ContractId
  asked: Asked
  description: string
  /** Whose claim it is; null where nobody holds the purchase. */
  purchaserId: PurchaserId | null
  personMatches: boolean
  via: ClaimRow['filed_via']
  estimate: number | null
  /** Hash of the token of whoever files without an account. */
  followHash: Buffer | null
}
type Target = { contract: Contract; store: Store; terms: Terms; now: InstantText; verdict: Verdict }

/** `sandbox:limit_used_up` in the description provokes that refusal in a test organisation. */
const magic = /^sandbox:([a-z_]+)$/

/** What the checks say of a fault, without filing anything. */
export async function checkFiling(ctx: Context, filing: Filing): Promise<Verdict> {
  const db = reader(ctx)
  const contract = await findContract(db, filing.contractId)
  return contract === undefined ? unknownNumber(filing) : (await target(ctx, db, contract, filing)).verdict
}

/** The verdict on a number that names no contract. */
export function unknownNumber(filing: Pick<Filing, 'asked'>): Verdict {
  return checkClaim(filing.asked, undefined)
}

/**
 * Files a claim: the same checks once more under the contract's lock, then the claim with its reception number, its
 * place in the contract's limits, and the first entry of its history.
 * @throws the refusal of the first check that fails
 */
export function fileClaim(ctx: Context, filing: Filing): Promise<ClaimId> {
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, filing.contractId)
    if (!contract) throw refusals.warranty_number_unknown()
    const found = await target({ ...ctx, tx }, tx, contract, filing)
    if (found.verdict.refusal) throw refusals[found.verdict.refusal.code](found.verdict.refusal)
    const claim = await claimOf(tx, ctx, filing, found)
    await insertClaim(tx, claim)
    await openContractClaim(tx, {
      contract_id: contract.id,
      claim_id: claim.id,
      cause: claim.cause,
      fault: claim.fault,
      loss_on: claim.loss_on,
      goodwill: false,
      opened_at: claim.filed_at,
    })
    await tell(tx, ctx, claim, contract)
    return claim.id
  })
}

async function target(ctx: Context, db: Db, contract: Contract, filing: Filing): Promise<Target> {
  const { asked } = filing
  const store = await getStoreById(ctx, contract.store_id)
  const now = await organisationNow(ctx, store.organisationId)
  if (asked.lossOn > dayIn(store.timeZone, now))
    throw invalidField('occurredOn', 'in_the_future', 'must not be after today')
  const terms = await contractTerms(ctx, contract)
  const verdict = checkClaim(
    asked,
    {
      state: contract.state,
      itemCode: contract.item_code,
      serialNumber: contract.serial_number,
      covered: coveredOf(contract, terms),
      claims: await listContractClaims(db, contract.id),
      personMatches: filing.personMatches,
    },
    store.mode === 'test' ? magic.exec(filing.description)?.[1] : undefined,
  )
  return { contract, store, terms, now, verdict }
}

async function claimOf(tx: Tx, ctx: Context, filing: Filing, found: Target): Promise<ClaimRow> {
  const { contract, store, now } = found
  const { asked, purchaserId } = filing
  const id = newId<'clm'>(contract.bucket)
  const dataKey = purchaserId === null ? newClaimKey(ctx, id) : null
  const words = await sealOf(tx, ctx, { id, purchaser_id: purchaserId, data_key: dataKey })
  return {
    bucket: contract.bucket,
    id,
    reception_number: newNumber(contract.bucket),
    contract_id: contract.id,
    store_id: contract.store_id,
    organisation_id: contract.organisation_id,
    purchase_id: contract.purchase_id,
    purchaser_id: purchaserId,
    state: 'submitted',
    blocked: null,
    cause: asked.cause,
    fault: asked.fault,
    loss_on: asked.lossOn,
    data_key: dataKey,
    description_sealed: words.seal(filing.description),
    circumstances: [...asked.circumstances],
    filed_via: filing.via,
    filed_at: now,
    currency: contract.currency,
    estimate: filing.estimate,
    covered: null,
    buyer_pays: null,
    exchange: false,
    goodwill: false,
    route: null,
    reason_code: null,
    decided_by: null,
    decided_at: null,
    proposed: null,
    appealed: false,
    rejected_by: null,
    submitted_at: now,
    decision_due_at: decisionDueAt(now, false, store.timeZone),
    deadline_doubled: false,
    escalated_at: null,
    received_on: null,
    closed_at: null,
    follow_hash: filing.followHash,
    version: 1,
  }
}

async function tell(tx: Tx, ctx: Context, claim: ClaimRow, contract: Contract): Promise<void> {
  const actor = actorName(ctx.actor)
  const facts = { cause: claim.cause, fault: claim.fault, occurredOn: claim.loss_on, via: claim.filed_via }
  await appendHistory(tx, {
    claim_id: claim.id,
    at: claim.filed_at,
    actor_kind: actor.kind,
    actor_id: actor.id,
    kind: 'filed',
    stage: 'acceptance',
    from_state: null,
    to_state: 'submitted',
    data: facts,
    note_sealed: null,
    internal: false,
  })
  await audit(tx, ctx, {
    bucket: claim.bucket,
    organisationId: claim.organisation_id,
    entity: 'claim',
    entityId: claim.id,
    after: { state: 'submitted', contract: contract.id, ...facts },
  })
  await publish(
    tx,
    claimChanged,
    eventOf(claim, contract, { kind: 'filed', at: claim.filed_at, internal: false }),
  )
}
