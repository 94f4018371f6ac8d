import type { z } from 'zod'
import type { ItemRow } from '#modules/catalog/index.ts'
import { findItem } from '#modules/catalog/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { getStore } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import type { Subject } from './model.ts'
import { coversOf, fits, premiumAt, startsAfterMonths } from './model.ts'
import type { Plan } from './queries.ts'
import { listPlans } from './queries.ts'
import type { NoOfferCode, OfferQuery, OffersView } from './schemas.ts'

type Reason = z.infer<typeof NoOfferCode>
/** A plan that fits a unit, with its premium; or why it does not. */
export type Fit = { plan: Plan; premium: number } | { reason: Reason }

/** Whether a plan can be sold for this unit, and at what premium. */
export function fitPlan(plan: Plan, subject: Subject): Fit {
  if (!plan.attachments.some((attachment) => fits(attachment, subject))) return { reason: 'no_plan_for_item' }
  const premium = premiumAt(plan.terms, subject.price)
  if (premium === undefined) return { reason: 'price_outside_bands' }
  // The day does not matter here: a cover that is empty from one day is empty from any.
  if (coversOf(plan.terms, '2026-01-01', subject.makerWarrantyMonths, premium).length === 0)
    return { reason: 'maker_warranty_longer_than_term' }
  return { plan, premium }
}

/** What cover a store can offer for one unit, and where there is none, why. */
export async function findOffers(
  ctx: Context,
  query: z.output<typeof OfferQuery>,
): Promise<z.input<typeof OffersView>> {
  if (query.code === undefined && query.category === undefined && query.price === undefined) {
    throw invalidField('code', 'offer_without_subject', 'give a code, or a category and price')
  }
  const store = await getStore(ctx, query.storeCode)
  const found = query.code === undefined ? undefined : await findItem(reader(ctx), store.id, query.code)
  const item = found && found.deleted_at === null ? found : undefined
  const price = query.price ?? item?.price ?? null
  const answer = {
    storeCode: store.code,
    item: item ? { code: item.code, name: item.name } : null,
    price,
    currency: store.currency,
    offers: [],
    reason: null,
  }
  if (query.code !== undefined && !item && query.category === undefined)
    return { ...answer, reason: refusal('item_unknown') }
  if (price === null) return { ...answer, reason: refusal('price_unknown') }
  const subject = subjectOf(store, query, item, price)
  const plans = (await listPlans(ctx, store.organisationId)).filter(
    (plan) => plan.withdrawnAt === null && plan.terms.currency === store.currency,
  )
  const results = plans.map((plan) => fitPlan(plan, subject))
  const offers = results.flatMap((fit) => ('plan' in fit ? [offerView(fit.plan, fit.premium, subject)] : []))
  if (offers.length > 0) return { ...answer, offers }
  const nearest = results.find((fit) => 'reason' in fit && fit.reason !== 'no_plan_for_item')
  return { ...answer, reason: refusal(nearest && 'reason' in nearest ? nearest.reason : 'no_plan_for_item') }
}

function subjectOf(
  store: Store,
  query: z.output<typeof OfferQuery>,
  item: ItemRow | undefined,
  price: number,
): Subject {
  return {
    storeCode: store.code,
    code: query.code ?? null,
    gtin: item?.gtin ?? null,
    category: item?.category ?? query.category ?? null,
    price,
    makerWarrantyMonths: item?.maker_warranty_months ?? query.makerWarrantyMonths ?? null,
    // An offer is asked with a category where there is no item; without either nothing can fit.
    itemUnknown: false,
  }
}

function refusal(code: Reason) {
  return { code, message: sentences[code] }
}
const sentences: Record<Reason, string> = {
  item_unknown: "The store's catalogue does not have this code.",
  price_unknown: 'The catalogue has no price for this item; send one.',
  no_plan_for_item: 'No plan of this seller is for this item.',
  price_outside_bands: 'The price lies outside the prices that the plan is for.',
  maker_warranty_longer_than_term: "The maker's own warranty lasts as long as the plan.",
}

const day = '2026-01-01'
function offerView(
  plan: Plan,
  premium: number,
  subject: Subject,
): z.input<typeof OffersView>['offers'][number] {
  const { terms } = plan
  const months = subject.makerWarrantyMonths ?? terms.assumedMakerWarrantyMonths
  const parts = coversOf(terms, day, subject.makerWarrantyMonths, premium)
  return {
    planCode: plan.code,
    planVersion: plan.version,
    name: terms.name,
    premium,
    currency: terms.currency,
    termMonths: terms.termMonths,
    covers: parts.map((part) => {
      const cover = terms.covers.find((c) => c.kind === part.kind) as (typeof terms.covers)[number]
      const after = startsAfterMonths(cover.start, months)
      return {
        kind: part.kind,
        start: cover.start,
        startsAfterMonths: after,
        months: cover.termMonths ?? terms.termMonths - after,
        premiumPart: part.premiumPart,
      }
    }),
    limits: terms.limits,
    deductible: terms.deductible,
    exclusions: terms.exclusions,
    clauses: terms.clauses,
    provider: terms.provider,
    liableParty: terms.liableParty,
    backedBy: terms.backedBy,
    freeCancellationDays: terms.freeCancellationDays,
  }
}
