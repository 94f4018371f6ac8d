import { z } from 'zod'
import type { Contract, ContractClaimRow } from '#modules/contracts/index.ts'
import {
  claimsOfContracts,
  contractCancelled,
  contractIssued,
  contractPerformed,
  contractReinstated,
  contractVoided,
  findContracts,
} from '#modules/contracts/index.ts'
import { getStoreById, organisationNow } from '#modules/identity/index.ts'
import { holdOpenBooks } from '#modules/ledger/index.ts'
import { getPlanVersion } from '#modules/plans/index.ts'
import type { Context } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { Subscription } from '#platform/events.ts'
import type { ContractId, StoreId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import type { BookedContract } from './book-contract.ts'
import { bookContract } from './book-contract.ts'
import { lockBooks, lockStoreDays } from './book-queries.ts'
import { beginStoreDays } from './book-writes.ts'
import { contractsToBook } from './events.ts'
import { merchantOn } from './premium-tax.ts'

const Named = z.object({ contractIds: z.array(z.string()) })
/** Contracts whose books are made together. */
const piece = 500

/**
 * The books follow the contracts. An event only says which contracts to look at: each is compared with what is booked
 * of it, and the difference is posted. So an event that comes twice, late, or after the next one, posts nothing wrong.
 */
export const bookPremiums: Subscription = {
  subscriber: 'sales.book-premiums',
  topics: [
    contractIssued,
    contractCancelled,
    contractVoided,
    contractReinstated,
    contractPerformed,
    contractsToBook,
  ].map(({ topic }) => topic),
  async handle(ctx, tx, events) {
    const fresh = new Set<string>()
    const all = new Set<string>()
    for (const { topic, payload } of events) {
      for (const id of Named.parse(payload).contractIds) {
        all.add(id)
        if (topic === contractIssued.topic) fresh.add(id)
      }
    }
    const ids = [...all].sort() as ContractId[]
    for (let at = 0; at < ids.length; at += piece)
      await bookPiece(tx, { ...ctx, tx }, ids.slice(at, at + piece), fresh)
  },
}

async function bookPiece(
  tx: Tx,
  ctx: Context,
  ids: readonly ContractId[],
  fresh: ReadonlySet<string>,
): Promise<void> {
  const contracts = (await findContracts(tx, ids)).filter(({ state }) => state !== 'pending')
  const claims = await claimsOfContracts(
    tx,
    contracts.flatMap(({ id, state }) => (state === 'cancelled' ? [id] : [])),
  )
  const storeIds = [...new Set(contracts.map(({ store_id }) => store_id))].sort()
  for (const id of storeIds) {
    const store = await getStoreById(ctx, id)
    await beginStoreDays(tx, store, dayIn(store.timeZone, await organisationNow(ctx, store.organisationId)))
  }
  const days = await lockStoreDays(tx, storeIds)
  const books = await lockBooks(tx, ids)
  const openFrom = new Map<string, string | null>()
  for (const { organisation_id } of contracts) {
    if (!openFrom.has(organisation_id))
      openFrom.set(organisation_id, await holdOpenBooks(tx, organisation_id))
  }
  const rows = new Rows()
  for (const contract of contracts) {
    const found = await factsOf(ctx, contract, claims.get(contract.id) ?? [])
    const book = books.get(contract.id)
    await bookContract(tx, ctx, rows, {
      ...found,
      book,
      earnedTo: days.get(contract.store_id as StoreId)?.earned_to as string,
      openFrom: openFrom.get(contract.organisation_id) ?? null,
      // What was sold before there were books has no paper of ours.
      withPaper: book ? book.paper_number !== null : fresh.has(contract.id),
    })
  }
  await rows.insert(tx)
}

async function factsOf(
  ctx: Context,
  contract: Contract,
  claims: readonly ContractClaimRow[],
): Promise<Pick<BookedContract, 'contract' | 'store' | 'terms' | 'merchant' | 'now' | 'fulfilled'>> {
  const store = await getStoreById(ctx, contract.store_id)
  return {
    contract,
    store,
    terms: (await getPlanVersion(ctx, contract.plan_id, contract.plan_version)).terms,
    merchant: await merchantOn(ctx, store, contract.purchased_on),
    now: await organisationNow(ctx, contract.organisation_id),
    fulfilled: claims.some(({ state }) => state === 'fulfilled'),
  }
}
