import type { PostingInput } from '#modules/ledger/index.ts'
import type { State } from './model.ts'

/** Amounts of a claim in the books, minor units. */
export type Owed = {
  /** What the warranty pays, once accepted. */
  incurred: number
  /** What of it is performed: owed to the store that performed it. */
  settled: number
  /** What of it a coupon performed that another than the shop pays for: that one owes it to the store already. */
  by_coupon: number
  /** What the buyer has paid towards a repair still to be done. */
  deductible: number
  deductible_taken: boolean
}

/** States in which nothing is owed: not decided, or decided against. */
const notOwed: readonly State[] = ['submitted', 'information_requested', 'rejected', 'withdrawn']

/**
 * What the books should say of a claim. A deductible is what was asked when the buyer paid it; a repair that costs less
 * or more in the end moves what the warranty owes.
 */
export function owed(
  claim: {
    state: State
    covered: number | null
    buyer_pays: number | null
    paid_deductible: boolean
    /** The coupon that was used; what it left unused has lapsed, and is not owed. */
    used_coupon: { used_amount: number; sponsored: boolean } | null
  },
  booked: Owed | null,
): Owed {
  const accepted = !notOwed.includes(claim.state)
  const performed = claim.state === 'completed'
  const coupon = performed ? claim.used_coupon : null
  const incurred = accepted ? (coupon?.used_amount ?? claim.covered ?? 0) : 0
  const sponsored = coupon?.sponsored ?? false
  const taken = booked?.deductible_taken ? booked.deductible : (claim.buyer_pays ?? 0)
  return {
    incurred,
    settled: performed && !sponsored ? incurred : 0,
    by_coupon: sponsored ? incurred : 0,
    // Once performed it is the store's for its work; where the claim comes to nothing the buyer gets it back.
    deductible: claim.paid_deductible && accepted && !performed ? taken : 0,
    deductible_taken: claim.paid_deductible,
  }
}

/**
 * The journals that bring the books from one to the other, by kind.
 * @param parties whose claim it is: the store, and its organisation, to which sponsors of coupons owe
 */
export function differences(
  { storeId, organisationId }: { storeId: string; organisationId: string },
  booked: Owed | null,
  now: Owed,
): { kind: string; postings: PostingInput[] }[] {
  const from = booked ?? { incurred: 0, settled: 0, by_coupon: 0, deductible: 0 }
  const move = (
    kind: string,
    debit: PostingInput['account'],
    credit: PostingInput['account'],
    amount: number,
    creditor = storeId,
  ) => ({
    kind,
    postings:
      amount === 0
        ? []
        : [
            { account: debit, partyId: storeId, amount },
            { account: credit, partyId: creditor, amount: -amount },
          ],
  })
  return [
    move('claim.incurred', 'claims_incurred', 'claims_payable', now.incurred - from.incurred),
    move('claim.settled', 'claims_payable', 'store_payable', now.settled - from.settled),
    move(
      'claim.by_coupon',
      'claims_payable',
      'sponsor_receivable',
      now.by_coupon - from.by_coupon,
      organisationId,
    ),
    move('claim.deductible', 'store_receivable', 'deductibles', now.deductible - from.deductible),
  ].filter(({ postings }) => postings.length > 0)
}
