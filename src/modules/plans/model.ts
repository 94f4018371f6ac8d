import { addMonths } from '#platform/dates.ts'
import type { Day } from '#platform/dates.ts'
import type { FieldError } from '#platform/errors.ts'
import { mulDivFloor, splitByLargestRemainder } from '#platform/money.ts'
import type { Attachment, PlanTerms } from './schemas.ts'

/** What an offer is asked for: one unit of an item, or a price and category where there is no catalogue. */
export type Subject = {
  storeCode: string
  code: string | null
  gtin: string | null
  category: string | null
  /** Of one unit, inclusive, in minor units. */
  price: number
  makerWarrantyMonths: number | null
  /** No catalogue knows the item, so whether its GTIN or category fit is the seller's word. */
  itemUnknown: boolean
}

/** True where every condition that the attachment gives holds. */
export function fits(attachment: Attachment, subject: Subject): boolean {
  const { storeCode, itemCodes, gtins, categories, priceFrom, priceTo } = attachment
  return (
    (storeCode === null || storeCode === subject.storeCode) &&
    (itemCodes === null || (subject.code !== null && itemCodes.includes(subject.code))) &&
    (gtins === null || subject.itemUnknown || (subject.gtin !== null && gtins.includes(subject.gtin))) &&
    (categories === null ||
      (subject.itemUnknown && subject.category === null) ||
      (subject.category !== null && categories.includes(subject.category))) &&
    (priceFrom === null || subject.price >= priceFrom) &&
    (priceTo === null || subject.price <= priceTo)
  )
}

/** The premium of one unit at a price, in minor units; `undefined` where no band holds the price. */
export function premiumAt(terms: PlanTerms, price: number): number | undefined {
  const rule = terms.price
  if (rule.kind === 'fixed') return rule.premium
  if (rule.kind === 'bands')
    return rule.bands.find((band) => price >= band.from && (band.to === null || price < band.to))?.premium
  const share = mulDivFloor(price, rule.basisPoints, 10_000)
  return Math.max(Math.floor(share / rule.roundTo) * rule.roundTo, rule.minimum)
}

export type CoverDays = {
  kind: PlanTerms['covers'][number]['kind']
  startsOn: Day
  endsOn: Day
  premiumPart: number
}

/**
 * The covers of a unit as half-open intervals of days, and the premium split over them by the plan's shares.
 * A cover after the maker's warranty begins on the day that warranty ends and lasts until the plan's term does, so
 * two years of maker's warranty leave three of a plan of five. A cover with no day left is none.
 */
export function coversOf(
  terms: PlanTerms,
  purchasedOn: Day,
  makerWarrantyMonths: number | null,
  premium: number,
): CoverDays[] {
  const parts = splitByLargestRemainder(
    premium,
    terms.covers.map((cover) => cover.premiumShare),
  )
  const termEnd = addMonths(purchasedOn, terms.termMonths)
  return terms.covers.flatMap((cover, i) => {
    const startsOn = startOf(
      cover.start,
      purchasedOn,
      makerWarrantyMonths ?? terms.assumedMakerWarrantyMonths,
    )
    const endsOn = cover.termMonths === null ? termEnd : addMonths(startsOn, cover.termMonths)
    return startsOn < endsOn ? [{ kind: cover.kind, startsOn, endsOn, premiumPart: parts[i] ?? 0 }] : []
  })
}

/** Delivery and registration start with the purchase until a later day is reported. */
function startOf(
  start: PlanTerms['covers'][number]['start'],
  purchasedOn: Day,
  makerWarrantyMonths: number,
): Day {
  if (start.rule === 'after_maker_warranty') return addMonths(purchasedOn, makerWarrantyMonths)
  if (start.rule === 'fixed_date') return start.date > purchasedOn ? start.date : purchasedOn
  return purchasedOn
}

/** Months from the purchase until a cover begins, for an offer that knows no day yet. */
export function startsAfterMonths(
  start: PlanTerms['covers'][number]['start'],
  makerWarrantyMonths: number,
): number {
  return start.rule === 'after_maker_warranty' ? makerWarrantyMonths : 0
}

/** Rules between fields of a plan that its schema cannot say. */
export function termsFaults(terms: PlanTerms): FieldError[] {
  const faults: FieldError[] = []
  const add = (field: string, code: string, message: string) =>
    faults.push({ field: `terms.${field}`, code, message })
  if (terms.covers.reduce((sum, cover) => sum + cover.premiumShare, 0) !== 10_000) {
    add('covers', 'premium_shares', 'the premium shares of all covers must sum to 10,000')
  }
  if (new Set(terms.covers.map((cover) => cover.kind)).size !== terms.covers.length) {
    add('covers', 'cover_twice', 'each kind of cover may stand once')
  }
  if (terms.price.kind === 'bands') {
    for (const [i, band] of terms.price.bands.entries()) {
      const next = terms.price.bands[i + 1]
      if (band.to !== null && band.to <= band.from)
        add(`price.bands[${i}].to`, 'band_empty', 'must be above `from`')
      if (next && (band.to === null || next.from < band.to))
        add(`price.bands[${i + 1}].from`, 'bands_overlap', 'must not lie in the band before')
    }
  }
  return faults
}
