import type { Contract } from '#modules/contracts/index.ts'
import { refundOn } from '#modules/contracts/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { PostingInput } from '#modules/ledger/index.ts'
import { addJournal, reverse } from '#modules/ledger/index.ts'
import type { MerchantProfile } from '#modules/merchants/index.ts'
import type { PlanTerms } from '#modules/plans/index.ts'
import type { TaxProfile } from '#modules/tax/index.ts'
import type { Context } from '#platform/context.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { addDays, dayIn, startOfDay } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { JournalId } from '#platform/ids.ts'
import { sumOf } from '#platform/money.ts'
import type { Rows } from '#platform/rows.ts'
import type { Ending, PremiumTax } from './book-model.ts'
import {
  earnedBefore,
  earnedPostings,
  endedPostings,
  soldPostings,
  splitPremium,
  taxGivenBack,
} from './book-model.ts'
import { addPremiumPaper, addPremiumReturnPaper } from './book-papers.ts'
import type { Book } from './book-queries.ts'
import type { ScheduleRow } from './book-rows.ts'
import { updateBook, updateSchedule } from './book-writes.ts'
import { premiumCategory, premiumTax } from './premium-tax.ts'

/** A contract with all that its books depend on. */
export type BookedContract = {
  contract: Contract
  store: Store
  terms: PlanTerms
  merchant: { merchant: MerchantProfile; profile: TaxProfile } | undefined
  now: InstantText
  /** A claim was fulfilled. */
  fulfilled: boolean
  /** What is booked of it so far. */
  book: Book | undefined
  /** Day up to which the store's premiums are earned in the books, locked. */
  earnedTo: Day
  /** First day that is open in the organisation's books. */
  openFrom: Day | null
  withPaper: boolean
}

/** Brings the books of one contract to what the contract is now. */
export async function bookContract(tx: Tx, ctx: Context, rows: Rows, held: BookedContract): Promise<void> {
  const { contract, book: known } = held
  const ended = contract.state !== 'in_force' && contract.state !== 'suspended'
  const book = known ?? sell(ctx, rows, held)
  const { version, state } = book
  if (known?.state === 'ended' && (!ended || known.refund !== contract.refund_due))
    await reopen(tx, ctx, rows, held, known)
  if (ended && book.state === 'open') end(ctx, rows, held, book)
  else if (!ended) await moveCovers(tx, ctx, rows, held, book, known !== undefined)
  const { schedules, ...row } = book
  if (!known) {
    rows.add('premium_books', row)
    rows.add('premium_schedules', ...schedules)
  } else if (row.version !== version || row.state !== state) await updateBook(tx, row)
}

/** The sale, with what is earned of it already: one that is reported late has days that are gone. */
function sell(ctx: Context, rows: Rows, held: BookedContract): Book {
  const { contract, store, terms, merchant, earnedTo } = held
  const category = premiumCategory(store, terms.provider)
  const levy = premiumTax(category, merchant?.profile, contract.purchased_on)
  const parts = contract.covers.map((cover) => cover.premium_part)
  const split = splitPremium(contract.premium, parts, levy, terms.commissionBasisPoints)
  const schedules = contract.covers.map(({ n, starts_on, ends_on }, i): ScheduleRow => ({
    bucket: contract.bucket,
    contract_id: contract.id,
    n,
    store_id: contract.store_id,
    currency: contract.currency,
    net: split.nets[i] ?? 0,
    starts_on,
    ends_on,
    cover_starts_on: starts_on,
    cover_ends_on: ends_on,
    open: true,
  }))
  const soldAt = startOfDay(contract.purchased_on, store.timeZone)
  add(ctx, rows, held, 'premium.sold', '', soldAt, soldPostings(store.id, contract.premium, split))
  const gone = sumOf(schedules.map((schedule) => earnedBefore(schedule, earnedTo))) + split.atOnce
  add(ctx, rows, held, 'premium.earned', '', held.now, earnedPostings(store.id, gone))
  const paper =
    merchant && held.withPaper
      ? addPremiumPaper(ctx, rows, { contract, store, terms, category, ...merchant }, held.now)
      : null
  return {
    bucket: contract.bucket,
    contract_id: contract.id,
    organisation_id: contract.organisation_id,
    store_id: contract.store_id,
    currency: contract.currency,
    premium: contract.premium,
    tax: split.tax,
    commission: split.commission,
    tax_basis_points: levy?.basisPoints ?? null,
    tax_rounding: levy?.rounding ?? null,
    state: 'open',
    refund: 0,
    fee: 0,
    version: 0,
    end_journal_id: null,
    ended_to: null,
    paper_number: paper,
    schedules,
  }
}

/** Cancelled, void, or performed to the end: the rest goes back or is earned. */
function end(ctx: Context, rows: Rows, held: BookedContract, book: Book): void {
  const { contract, store, terms, merchant, earnedTo } = held
  const levy: PremiumTax =
    book.tax_basis_points === null
      ? null
      : { basisPoints: book.tax_basis_points, rounding: book.tax_rounding ?? 'floor' }
  const ending: Ending = {
    premium: book.premium,
    tax: book.tax,
    commission: book.commission,
    levy,
    rest: sumOf(book.schedules.map((schedule) => schedule.net - earnedBefore(schedule, earnedTo))),
    refund: contract.refund_due,
    fee: feeOf(held),
  }
  const at = contract.ended_at ?? held.now
  book.version += 1
  book.end_journal_id = add(
    ctx,
    rows,
    held,
    'premium.ended',
    `/${book.version}`,
    at,
    endedPostings(store.id, ending),
  )
  book.state = 'ended'
  book.refund = ending.refund
  book.fee = ending.fee
  book.ended_to = earnedTo
  for (const schedule of book.schedules) schedule.open = false
  if (!merchant || !held.withPaper || book.paper_number === null) return
  const category = premiumCategory(store, terms.provider)
  const taxBack = taxGivenBack(ending)
  addPremiumReturnPaper(
    ctx,
    rows,
    { contract, store, terms, category, ...merchant, originalNumber: book.paper_number, taxBack },
    at,
  )
}

/** The fee that cancelling kept, by the rule that made the refund; 0 where another rule made it. */
function feeOf({ contract, store, terms, fulfilled, now }: BookedContract): number {
  if (contract.state !== 'cancelled' || !contract.state_reason?.startsWith('cancelled_by_')) return 0
  const found = refundOn(
    {
      premium: contract.premium,
      purchasedOn: contract.purchased_on,
      covers: contract.covers.map(({ kind, starts_on, ends_on, premium_part }) => ({
        kind,
        startsOn: starts_on,
        endsOn: ends_on,
        premiumPart: premium_part,
      })),
      fulfilled,
      terms,
    },
    dayIn(store.timeZone, contract.ended_at ?? now),
  )
  return found.refund === contract.refund_due ? found.fee : 0
}

/** In force again: the end is mirrored, and the days that are gone since are earned. */
async function reopen(tx: Tx, ctx: Context, rows: Rows, held: BookedContract, book: Book): Promise<void> {
  const { store, now, earnedTo } = held
  if (book.end_journal_id !== null) {
    // The end may have been posted by an event of the same batch.
    await rows.insert(tx)
    await reverse(tx, ctx, {
      journalId: book.end_journal_id,
      occurredAt: now,
      timeZone: store.timeZone,
      kind: 'premium.reinstated',
    })
  }
  const before = book.ended_to ?? earnedTo
  const gone = sumOf(
    book.schedules.map((schedule) => earnedBefore(schedule, earnedTo) - earnedBefore(schedule, before)),
  )
  add(ctx, rows, held, 'premium.earned', `/${book.version}`, now, earnedPostings(store.id, gone))
  Object.assign(book, { state: 'open', refund: 0, fee: 0, end_journal_id: null, ended_to: null })
  for (const schedule of book.schedules) schedule.open = true
}

/** Covers that were moved (a new unit, days with the repairer): what is left of them is spread over the days left. */
async function moveCovers(
  tx: Tx,
  ctx: Context,
  rows: Rows,
  held: BookedContract,
  book: Book,
  stored: boolean,
): Promise<void> {
  const { contract, store, earnedTo } = held
  for (const schedule of book.schedules) {
    const cover = contract.covers.find(({ n }) => n === schedule.n)
    const same = cover?.starts_on === schedule.cover_starts_on && cover.ends_on === schedule.cover_ends_on
    if (!cover || same) continue
    const rest = schedule.net - earnedBefore(schedule, earnedTo)
    const startsOn = cover.starts_on > earnedTo ? cover.starts_on : earnedTo
    const over = cover.ends_on <= startsOn
    if (over) {
      const key = `/${schedule.n}/${cover.starts_on}/${cover.ends_on}`
      add(ctx, rows, held, 'premium.earned', key, held.now, earnedPostings(store.id, rest))
    }
    Object.assign(schedule, {
      net: over ? 0 : rest,
      starts_on: over ? addDays(cover.ends_on, -1) : startsOn,
      ends_on: cover.ends_on,
      cover_starts_on: cover.starts_on,
      cover_ends_on: cover.ends_on,
    })
    if (stored) await updateSchedule(tx, schedule)
  }
}

/** Adds a journal of the contract, once by its key, unless nothing moves. */
function add(
  ctx: Context,
  rows: Rows,
  { contract, store, openFrom }: BookedContract,
  kind: string,
  key: string,
  occurredAt: InstantText,
  postings: PostingInput[],
): JournalId | null {
  if (postings.length === 0) return null
  return addJournal(
    ctx,
    rows,
    {
      kind,
      key: `${kind}/${contract.id}${key}`,
      organisationId: store.organisationId,
      storeId: store.id,
      timeZone: store.timeZone,
      currency: contract.currency,
      occurredAt,
      subject: { kind: 'contract', id: contract.id },
      postings,
    },
    openFrom,
  )
}
