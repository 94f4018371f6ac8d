import type { Candidate, Chosen } from '#modules/coupons/index.ts'
import { chooseCoupons, findCandidates } from '#modules/coupons/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { organisationNow } from '#modules/identity/index.ts'
import type { MerchantProfile } from '#modules/merchants/index.ts'
import { findMerchant } from '#modules/merchants/index.ts'
import type { TaxProfile } from '#modules/tax/index.ts'
import { profileOn } from '#modules/tax/index.ts'
import type { Context } from '#platform/context.ts'
import type { Day, InstantText } from '#platform/dates.ts'
import { dayIn, normalInstant } from '#platform/dates.ts'
import { invalidField } from '#platform/errors.ts'
import type { CouponId } from '#platform/ids.ts'
import type { BasketLine } from './basket-lines.ts'
import { basketLines, expectPlansFit } from './basket-lines.ts'
import { couponsNotStackable, merchantProfileMissing, settlementAbroad, wrongCurrency } from './errors.ts'
import type { Payer } from './find-payer.ts'
import type { QuoteInput } from './schemas.ts'

export type Asked = Pick<
  QuoteInput,
  'occurredAt' | 'currency' | 'priceBasis' | 'couponCodes' | 'lines' | 'total'
>
/** A basket with everything that its price depends on, before coupons are chosen. */
export type Basket = {
  store: Store
  merchant: MerchantProfile
  profile: TaxProfile
  suppliedOn: Day
  occurredAt: InstantText
  priceBasis: 'inclusive' | 'exclusive'
  lines: BasketLine[]
  candidates: Candidate[]
}
export type Priced = Basket & { chosen: Chosen }

/** The clock of a till may be wrong by this much. */
const skewMs = 24 * 3_600_000

/**
 * Reads what a basket's price depends on.
 * @param withCoupons false: what was sold without a connection has none
 * @throws Problem of `basketErrors`
 */
export async function openBasket(
  ctx: Context,
  store: Store,
  asked: Asked,
  payer: Payer,
  withCoupons = true,
): Promise<Basket> {
  if (store.taxRegime !== 'jp') throw settlementAbroad(store.code)
  if (asked.currency !== store.currency) throw wrongCurrency(store.currency)
  const occurredAt = normalInstant(asked.occurredAt)
  const now = await organisationNow(ctx, store.organisationId)
  if (Date.parse(occurredAt) > Date.parse(now) + skewMs)
    throw invalidField('occurredAt', 'occurred_in_future', 'lies more than a day in the future')
  const merchant = await findMerchant(ctx, store.id)
  if (!merchant) throw merchantProfileMissing(store.code)
  const suppliedOn = dayIn(store.timeZone, occurredAt)
  const candidates = withCoupons
    ? await findCandidates(ctx, {
        store,
        at: occurredAt,
        accountId: payer.account?.id ?? null,
        purchaserId: payer.purchaserId,
        codes: asked.couponCodes,
      })
    : []
  expectStackable(candidates)
  return {
    store,
    merchant,
    profile: profileOn(merchant.tax, suppliedOn),
    suppliedOn,
    occurredAt,
    priceBasis: asked.priceBasis ?? merchant.priceBasis,
    lines: await basketLines(ctx, store, asked),
    candidates,
  }
}

/**
 * Chooses the coupons and computes the price.
 * @param exhausted coupons of which no use was left when one was to be held
 */
export async function priceBasket(
  ctx: Context,
  basket: Basket,
  exhausted: ReadonlySet<CouponId> = new Set(),
): Promise<Priced> {
  const { store, suppliedOn, priceBasis, lines, profile } = basket
  const candidates = basket.candidates.map((candidate) =>
    exhausted.has(candidate.couponId) ? { ...candidate, refusal: 'limit_reached' as const } : candidate,
  )
  const chosen = chooseCoupons(
    candidates,
    {
      suppliedOn,
      storeCode: store.code,
      lines: lines.map(({ amount, quantity, taxCategory, code, item }) => ({
        amount,
        quantity,
        taxCategory,
        priceBasis,
        code,
        category: item?.category ?? null,
        maker: item?.maker ?? null,
      })),
    },
    profile,
  )
  await expectPlansFit(ctx, store, lines, chosen.settled.lines)
  return { ...basket, chosen }
}

/** Of coupons that stand alone a buyer shows one. Those that were selected before are chosen among by themselves. */
function expectStackable(candidates: readonly Candidate[]): void {
  const alone = candidates.filter(
    ({ shown, refusal, terms }) => shown && refusal === null && terms.stacking === 'exclusive',
  )
  if (alone.length > 1) throw couponsNotStackable()
}
