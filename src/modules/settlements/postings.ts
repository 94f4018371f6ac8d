import type { JournalInput, PostingInput } from '#modules/ledger/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { Amounts } from '#modules/tax/index.ts'
import type { InstantText } from '#platform/dates.ts'
import type { KeptCoupon, SettlementRow, TenderRow } from './rows.ts'

/** What each payer gave, or gets back, of an amount that the store is owed. */
export type Parts = {
  due: number
  /** Of each coupon in the order of `settled.discounts`; 0 for those of the shop. */
  coupons: readonly number[]
  tenders: readonly number[]
}
type Payers = { coupons: readonly KeptCoupon[]; tenders: readonly TenderRow[] }

/** The parts of the whole settlement. */
export function wholeParts({ settled }: SettlementRow, tenders: readonly TenderRow[]): Parts {
  return {
    due: settled.due,
    coupons: settled.discounts.map(({ funder, taken }) => (funder === 'shop' ? 0 : taken)),
    tenders: tenders.map(({ amount }) => amount),
  }
}

export function refundParts(amounts: Amounts, tenders: readonly number[]): Parts {
  return { due: amounts.due, coupons: amounts.tenders, tenders }
}

/** Whoever pays is debited, the store is credited. */
function postings(store: Store, payers: Payers, { due, coupons, tenders }: Parts): PostingInput[] {
  return [
    ...payers.tenders.map((tender, i): PostingInput => ({
      account: tender.kind === 'cash' ? 'store_cash' : `clearing_${tender.provider ?? 'sandbox'}`,
      partyId: store.id,
      amount: tenders[i] ?? 0,
    })),
    ...payers.coupons.flatMap((coupon, i): PostingInput[] => {
      const amount = coupons[i] ?? 0
      if (coupon.funder === 'shop') return []
      if (coupon.funder === 'platform') return [{ account: 'platform_promotion', partyId: store.id, amount }]
      const account = coupon.funder === 'prepaid' ? 'voucher_liability' : 'sponsor_receivable'
      return [{ account, partyId: coupon.organisationId, amount }]
    }),
    { account: 'store_payable', partyId: store.id, amount: -due },
  ]
}

/** The journal of a sale, or of what comes back of it, which mirrors its part. */
export function journalOf(
  settlement: SettlementRow,
  store: Store,
  payers: Payers,
  parts: Parts,
  of: { kind: 'sale' | 'refund'; key: string; at: InstantText },
): JournalInput {
  const all = postings(store, payers, parts)
  return {
    kind: of.kind,
    key: of.key,
    organisationId: settlement.organisation_id,
    storeId: store.id,
    timeZone: store.timeZone,
    currency: settlement.currency,
    occurredAt: of.at,
    subject: { kind: 'settlement', id: settlement.id },
    postings: of.kind === 'sale' ? all : all.map((posting) => ({ ...posting, amount: 0 - posting.amount })),
  }
}
