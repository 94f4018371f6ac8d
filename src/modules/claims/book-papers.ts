import type { Store } from '#modules/identity/index.ts'
import { findMerchant } from '#modules/merchants/index.ts'
import { addPaper } from '#modules/papers/index.ts'
import { paperOf, profileOn, settle } from '#modules/tax/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Rows } from '#platform/rows.ts'
import type { ClaimRow } from './rows.ts'

/**
 * The buyer's receipt for a deductible: a price for a repair, at the standard rate of the day. None where nobody has
 * said what the store is as a merchant on that day.
 */
export async function addDeductiblePaper(
  ctx: Context,
  rows: Rows,
  claim: ClaimRow,
  { store, amount, at }: { store: Store; amount: number; at: InstantText },
): Promise<void> {
  const merchant = await findMerchant(ctx, store.id)
  const day = dayIn(store.timeZone, at)
  if (!merchant?.tax.some(({ from }) => from <= day)) return
  const profile = profileOn(merchant.tax, day)
  const line = { amount, quantity: 1, taxCategory: 'S', priceBasis: 'inclusive' } as const
  addPaper(ctx, rows, {
    bucket: claim.bucket,
    organisationId: claim.organisation_id,
    storeId: store.id,
    purchaserId: claim.purchaser_id,
    issuerAddress: merchant.issuerAddress,
    issuerPhone: merchant.issuerPhone,
    subject: { kind: 'claim', id: claim.id },
    issueRoute: 'own',
    currency: claim.currency,
    issuedAt: at,
    paidBy: [],
    revenueStamp: false,
    makePaper: (number) =>
      paperOf(settle({ suppliedOn: day, lines: [line], discounts: [] }, profile), profile, {
        number,
        issuer: merchant.issuerName,
        recipient: null,
        suppliedOn: day,
        issuedOn: day,
        lineNames: [`修理の自己負担金（受付番号 ${formatNumber(claim.reception_number)}）`],
      }),
  })
}
