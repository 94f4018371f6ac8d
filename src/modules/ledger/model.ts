import { bucketOf } from '#platform/ids.ts'
import { sumOf } from '#platform/money.ts'
import type { AccountName } from './chart.ts'
import { chart } from './chart.ts'
import type { JournalInput, PostingInput } from './post.ts'

/** What changes on an account with a floor: positive where its party has more afterwards. Minor units. */
export type FloorChange = { account: AccountName; partyId: string; delta: number }
/** A journal after its rules were asked: where it lies, and what is written. */
export type Prepared = { bucket: number; postings: PostingInput[]; floors: FloorChange[] }

/**
 * Asks the rules of a journal and brings its postings into one form: nothing of 0, an account with a floor once, so
 * that each of its versions is one posting.
 * @throws Error where a rule is broken: whoever posts has a fault, and nothing that somebody sent can mend it
 */
export function prepare(journal: JournalInput): Prepared {
  const postings = oneOfEachFloor(journal.postings.filter(({ amount }) => amount !== 0))
  if (postings.some(({ amount }) => !Number.isSafeInteger(amount)))
    throw new Error(`journal ${journal.key}: an amount is not a whole number`)
  const sum = sumOf(postings.map(({ amount }) => amount))
  if (sum !== 0) throw new Error(`journal ${journal.key}: its postings sum to ${sum}`)
  if (postings.length === 0) throw new Error(`journal ${journal.key}: it has no postings`)
  for (const posting of postings) checkParty(journal, posting)
  const floors = postings
    .filter(({ account }) => chart[account].floor)
    // What the party has are credits less debits. An amount of -0 would be another number to JSON.
    .map(({ account, partyId, amount }) => ({ account, partyId, delta: 0 - amount }))
    .sort((a, b) => (a.partyId + a.account < b.partyId + b.account ? -1 : 1))
  return { bucket: bucketOfJournal(journal, postings), postings, floors }
}

function oneOfEachFloor(postings: readonly PostingInput[]): PostingInput[] {
  const merged = new Map<string, PostingInput>()
  postings.forEach((posting, i) => {
    const key = chart[posting.account].floor ? `${posting.account} ${posting.partyId}` : String(i)
    merged.set(key, { ...posting, amount: (merged.get(key)?.amount ?? 0) + posting.amount })
  })
  return [...merged.values()].filter(({ amount }) => amount !== 0)
}

function checkParty(journal: JournalInput, { account, partyId }: PostingInput): void {
  const { party } = chart[account]
  const right =
    party === 'account'
      ? journal.organisationId === null
      : party === 'store'
        ? journal.organisationId !== null && partyId === journal.storeId
        : journal.organisationId !== null
  if (!right) throw new Error(`journal ${journal.key}: ${partyId} cannot be the party of ${account}`)
}

/** An organisation's journals lie with it, the bank's with the account. */
function bucketOfJournal(journal: JournalInput, postings: readonly PostingInput[]): number {
  if (journal.organisationId !== null) return bucketOf(journal.organisationId)
  const buckets = new Set(postings.map(({ partyId }) => bucketOf(partyId)))
  if (buckets.size !== 1) throw new Error(`journal ${journal.key}: its accounts lie in different buckets`)
  return [...buckets][0] as number
}

/** True where two journals of one key say the same. */
export function samePostings(
  a: { currency: string; postings: readonly PostingInput[] },
  b: { currency: string; postings: readonly PostingInput[] },
): boolean {
  const text = ({ currency, postings }: typeof a) =>
    postings
      .map(({ account, partyId, amount }) => `${currency} ${account} ${partyId} ${amount}`)
      .sort()
      .join('\n')
  return text(a) === text(b)
}
