import type { Contract } from '#modules/contracts/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { MerchantProfile } from '#modules/merchants/index.ts'
import { addPaper } from '#modules/papers/index.ts'
import type { PlanTerms } from '#modules/plans/index.ts'
import type { Settled, TaxProfile } from '#modules/tax/index.ts'
import { paperOf, returnPaperOf, settle } from '#modules/tax/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import type { Rows } from '#platform/rows.ts'

export type PremiumPaper = {
  contract: Contract
  store: Store
  terms: PlanTerms
  category: 'S' | 'E' | 'O'
  merchant: MerchantProfile
  profile: TaxProfile
}

/** The buyer's paper for the premium of a contract. @returns its number, or null where nothing was paid */
export function addPremiumPaper(
  ctx: Context,
  rows: Rows,
  sold: PremiumPaper,
  issuedAt: InstantText,
): string | null {
  const { contract, store, terms, merchant, profile } = sold
  if (contract.premium === 0) return null
  return addPaper(ctx, rows, {
    ...ofContract(sold, issuedAt),
    makePaper: (number) =>
      paperOf(settledOf(sold), profile, {
        number,
        issuer: merchant.issuerName,
        recipient: null,
        suppliedOn: contract.purchased_on,
        issuedOn: dayIn(store.timeZone, issuedAt),
        lineNames: [nameOf(terms, contract)],
      }),
  }).number
}

/** The paper for what goes back when a cover ends. Rates and profile are those of its sale. */
export function addPremiumReturnPaper(
  ctx: Context,
  rows: Rows,
  sold: PremiumPaper & { originalNumber: string; taxBack: number },
  returnedAt: InstantText,
): void {
  const { contract, store, terms, merchant, profile, originalNumber, taxBack } = sold
  const due = contract.refund_due
  if (due === 0) return
  const settled = settledOf(sold)
  const owesNone = settled.tax === null
  const amounts = { due, tax: owesNone ? null : taxBack, net: owesNone ? null : due - taxBack }
  addPaper(ctx, rows, {
    ...ofContract(sold, returnedAt),
    makePaper: (number) =>
      returnPaperOf(settled, { ...amounts, groups: [amounts], tenders: [], debit: due }, [1], profile, {
        number,
        originalNumber,
        issuer: merchant.issuerName,
        recipient: null,
        suppliedOn: contract.purchased_on,
        returnedOn: dayIn(store.timeZone, returnedAt),
        lineNames: [nameOf(terms, contract)],
      }),
  })
}

function settledOf({ contract, category, profile }: PremiumPaper): Settled {
  const line = {
    amount: contract.premium,
    quantity: 1,
    taxCategory: category,
    priceBasis: 'inclusive' as const,
  }
  return settle({ suppliedOn: contract.purchased_on, lines: [line], discounts: [] }, profile)
}

function nameOf(terms: PlanTerms, contract: Contract): string {
  return `${terms.name.ja}（${contract.item_name ?? contract.item_code}）`
}

function ofContract({ contract, store, merchant }: PremiumPaper, issuedAt: InstantText) {
  return {
    bucket: contract.bucket,
    organisationId: store.organisationId,
    storeId: store.id,
    purchaserId: contract.purchaser_id,
    issuerAddress: merchant.issuerAddress,
    issuerPhone: merchant.issuerPhone,
    subject: { kind: 'contract', id: contract.id },
    issueRoute: 'own' as const,
    currency: contract.currency,
    issuedAt,
    // How the store was paid is in its own till; it reports a sale, not a payment.
    paidBy: [],
    revenueStamp: false,
  }
}
