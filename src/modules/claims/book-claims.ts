import { z } from 'zod'
import { getStoreById } from '#modules/identity/index.ts'
import type { PostingInput } from '#modules/ledger/index.ts'
import { addJournal, holdOpenBooks } from '#modules/ledger/index.ts'
import type { Context } from '#platform/context.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { Subscription } from '#platform/events.ts'
import type { ClaimId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { addDeductiblePaper } from './book-papers.ts'
import { differences, owed } from './book-model.ts'
import type { ClaimBookRow, ClaimToBook } from './book-queries.ts'
import { claimsToBookOf, updateClaimBook } from './book-queries.ts'
import { claimChanged, claimsToBook } from './events.ts'

const Changed = z.object({ claimId: z.string(), at: z.string() })
const ToBook = z.object({ claimIds: z.array(z.string()) })
/** Claims whose books are made together. */
const piece = 500

/**
 * The books follow the claims as they follow the contracts (`sales`): an event says which claims to look at, each is
 * compared with what is booked of it, and the difference is posted.
 */
export const bookClaims: Subscription = {
  subscriber: 'claims.book-claims',
  topics: [claimChanged.topic, claimsToBook.topic],
  async handle(ctx, tx, events) {
    const at = new Map<string, InstantText | null>()
    for (const { topic, payload } of events) {
      if (topic === claimChanged.topic) {
        const changed = Changed.parse(payload)
        at.set(changed.claimId, changed.at)
      } else for (const id of ToBook.parse(payload).claimIds) at.set(id, at.get(id) ?? null)
    }
    const ids = [...at.keys()].sort() as ClaimId[]
    for (let i = 0; i < ids.length; i += piece)
      await bookPiece(tx, { ...ctx, tx }, ids.slice(i, i + piece), at)
  },
}

async function bookPiece(
  tx: Tx,
  ctx: Context,
  ids: readonly ClaimId[],
  at: ReadonlyMap<string, InstantText | null>,
): Promise<void> {
  const rows = new Rows()
  const openFrom = new Map<string, Day | null>()
  for (const claim of await claimsToBookOf(tx, ids)) {
    if (!openFrom.has(claim.organisation_id))
      openFrom.set(claim.organisation_id, await holdOpenBooks(tx, claim.organisation_id))
    const when = at.get(claim.id) ?? claim.closed_at ?? claim.decided_at ?? claim.filed_at
    await bookClaim(tx, ctx, rows, claim, {
      at: when,
      openFrom: openFrom.get(claim.organisation_id) ?? null,
      // What was taken before there were books has no paper of ours.
      withPaper: at.get(claim.id) !== null,
    })
  }
  await rows.insert(tx)
}

type When = { at: InstantText; openFrom: Day | null; withPaper: boolean }

async function bookClaim(
  tx: Tx,
  ctx: Context,
  rows: Rows,
  claim: ClaimToBook,
  { at, openFrom, withPaper }: When,
): Promise<void> {
  const now = owed(claim, claim.book)
  const moves = differences(
    { storeId: claim.store_id, organisationId: claim.organisation_id },
    claim.book,
    now,
  )
  const before = claim.book
  if (moves.length === 0 && before?.deductible_taken === now.deductible_taken) return
  const version = (before?.version ?? 0) + 1
  const store = await getStoreById(ctx, claim.store_id)
  const add = (kind: string, postings: PostingInput[]) =>
    addJournal(
      ctx,
      rows,
      {
        kind,
        key: `${kind}/${claim.id}/${version}`,
        organisationId: claim.organisation_id,
        storeId: claim.store_id,
        timeZone: store.timeZone,
        currency: claim.currency,
        occurredAt: at,
        subject: { kind: 'claim', id: claim.id },
        postings,
      },
      openFrom,
    )
  for (const { kind, postings } of moves) add(kind, postings)
  const taken = now.deductible_taken && !before?.deductible_taken
  if (withPaper && taken && now.deductible > 0)
    await addDeductiblePaper(ctx, rows, claim, { store, amount: now.deductible, at })
  const row: ClaimBookRow = {
    bucket: claim.bucket,
    claim_id: claim.id,
    organisation_id: claim.organisation_id,
    store_id: claim.store_id,
    currency: claim.currency,
    ...now,
    version,
  }
  if (before) await updateClaimBook(tx, row)
  else rows.add('claim_books', row)
}
