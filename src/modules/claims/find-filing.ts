import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Contract } from '#modules/contracts/index.ts'
import { contractNotFound, findContract, findContractByNumber } from '#modules/contracts/index.ts'
import { findPeople, getStoreById, maySeeStore } from '#modules/identity/index.ts'
import { visiblePurchaseIds } from '#modules/purchases/index.ts'
import { parseNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader, seller } from '#platform/context.ts'
import { parsePublicId } from '#platform/ids.ts'
import type { Asked } from './checks.ts'
import { claimNotMatched } from './errors.ts'
import type { Filing } from './file-claim.ts'
import { holdsPurchase } from './queries.ts'
import type { ClaimInput, GuestClaimInput, MyClaimInput } from './schemas.ts'

type Fault = Pick<
  z.output<typeof ClaimInput>,
  'cause' | 'fault' | 'occurredOn' | 'serialNumber' | 'circumstances'
>

function askedOf(input: Fault, itemCode: string | null): Asked {
  const { cause, fault, occurredOn, serialNumber, circumstances } = input
  return { cause, fault, lossOn: occurredOn, serialNumber, itemCode, circumstances }
}

/** What a buyer files on one of their own covers. @throws contractNotFound for one that they do not see */
export async function filingOfBuyer(
  ctx: Context,
  input: Omit<z.output<typeof MyClaimInput>, 'description'> & { description: string },
): Promise<Filing> {
  const person = buyer(ctx)
  const id = parsePublicId('ctr', input.contractId)
  const contract = id && (await findContract(reader(ctx), id))
  const [held] = contract ? await visiblePurchaseIds(reader(ctx), person, [contract.purchase_id]) : []
  if (!contract || !held) throw contractNotFound()
  return {
    contractId: contract.id,
    asked: askedOf(input, null),
    description: input.description,
    purchaserId: person.purchaserId,
    personMatches: true,
    via: 'wallet',
    estimate: null,
    followHash: null,
  }
}

/**
 * What a store files for a buyer, by warranty number and whoever the buyer is (K25, K26). A number of another
 * seller's is as unknown as one that does not exist; undefined then.
 */
export async function filingOfSeller(
  ctx: Context,
  input: Omit<z.output<typeof ClaimInput>, 'estimate'> & { estimate?: number | null },
): Promise<Filing | undefined> {
  const actor = seller(ctx)
  const contract = await byNumber(ctx, input.number)
  const people = input.buyer
    ? await findPeople(reader(ctx), ctx, {
        mode: actor.mode,
        organisationId: actor.organisationId,
        buyer: input.buyer,
      })
    : []
  if (!contract || !maySeeStore(ctx, await getStoreById(ctx, contract.store_id))) return undefined
  const nobody = contract.purchaser_id === null && input.buyer === null
  return {
    contractId: contract.id,
    asked: askedOf(input, input.itemCode),
    description: input.description,
    purchaserId: contract.purchaser_id ?? people[0] ?? null,
    personMatches: nobody || (await belongsTo(ctx, contract, people)),
    via: ctx.actor.kind === 'staff' ? 'console' : 'api',
    estimate: input.estimate ?? null,
    followHash: null,
  }
}

/**
 * What somebody without an account files, by number and contact. A number that is wrong and a contact that is not
 * the buyer's are answered alike, after the same look-ups.
 * @throws claimNotMatched
 */
export async function filingOfGuest(ctx: Context, input: z.output<typeof GuestClaimInput>): Promise<Filing> {
  const contract = await byNumber(ctx, input.number)
  const store = contract && (await getStoreById(ctx, contract.store_id))
  const people = await findPeople(reader(ctx), ctx, {
    mode: store?.mode ?? 'live',
    // A contact is looked up whatever the seller; only a seller's own customer numbers are theirs.
    organisationId: store?.organisationId ?? ('' as never),
    buyer: input.contact,
  })
  const matches = contract !== undefined && (await belongsTo(ctx, contract, people))
  if (!matches) {
    ctx.metrics.claimMismatches.inc()
    throw claimNotMatched()
  }
  return {
    contractId: contract.id,
    asked: askedOf(input, null),
    description: input.description,
    purchaserId: people[0] ?? null,
    personMatches: true,
    via: 'guest',
    estimate: null,
    followHash: null,
  }
}

/** A secret for whoever follows a claim without an account, and what is kept of it. */
export function newFollowToken(ctx: Context): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: ctx.secrets.keyedHash('claim-follow', token) }
}

async function byNumber(ctx: Context, typed: string): Promise<Contract | undefined> {
  const parsed = parseNumber(typed)
  return parsed && findContractByNumber(reader(ctx), parsed.number, parsed.bucket)
}

/** True where one of these people bought the cover or holds its purchase. */
export async function belongsTo(
  ctx: Context,
  contract: Pick<Contract, 'purchaser_id' | 'purchase_id'>,
  people: Awaited<ReturnType<typeof findPeople>>,
): Promise<boolean> {
  const holds = await holdsPurchase(reader(ctx), people, contract.purchase_id)
  return holds || (contract.purchaser_id !== null && people.includes(contract.purchaser_id))
}
