import type { Typed } from '../../../parts/number-fields.tsx'
import type { Coupon, CouponFunder, CouponTerms, CouponTermsRequest } from '../types.ts'

/** What is typed of a coupon, in the shape of the API's terms, so that its refusals point at the fields. */
export type CouponForm = {
  code: string
  currency: string
  terms: {
    name: { ja: string; en: string; zh: string }
    description: string
    discount: { kind: 'amount' | 'rate'; amount: Typed; basisPoints: Typed }
    funder: CouponFunder
    sponsor: string
    faceBasis: 'net' | 'gross'
    scope: { storeCodes: string[]; itemCodes: string[]; categories: string[]; makers: string[] }
    minimum: { amount: Typed; basis: 'before_discounts' | 'after_discounts' }
    firstDay: string
    lastDay: string
    limits: { uses: Typed; usesPerBuyer: Typed; amount: Typed }
    stacking: 'exclusive' | 'stackable'
    stackingClass: string
    priority: Typed
  }
}

export const blankCoupon = (currency: string): CouponForm => ({
  code: '',
  currency,
  terms: {
    name: { ja: '', en: '', zh: '' },
    description: '',
    discount: { kind: 'amount', amount: '', basisPoints: '' },
    funder: 'shop',
    sponsor: '',
    faceBasis: 'net',
    scope: { storeCodes: [], itemCodes: [], categories: [], makers: [] },
    minimum: { amount: '', basis: 'before_discounts' },
    firstDay: '',
    lastDay: '',
    limits: { uses: '', usesPerBuyer: 1, amount: '' },
    stacking: 'exclusive',
    stackingClass: 'default',
    priority: 100,
  },
})

/** A coupon as the form shows it. */
export function formOf({ code, currency, terms }: Coupon): CouponForm {
  const { discount, scope, minimum, limits } = terms
  return {
    code,
    currency,
    terms: {
      name: { ja: terms.name.ja, en: terms.name.en ?? '', zh: terms.name.zh ?? '' },
      description: terms.description ?? '',
      discount: {
        kind: discount.kind,
        amount: discount.kind === 'amount' ? discount.amount : '',
        basisPoints: discount.kind === 'rate' ? discount.basisPoints : '',
      },
      funder: terms.funder,
      sponsor: terms.sponsor ?? '',
      faceBasis: terms.faceBasis,
      scope: {
        storeCodes: scope.storeCodes ?? [],
        itemCodes: scope.itemCodes ?? [],
        categories: scope.categories ?? [],
        makers: scope.makers ?? [],
      },
      minimum: { amount: minimum?.amount ?? '', basis: minimum?.basis ?? 'before_discounts' },
      firstDay: terms.firstDay ?? '',
      lastDay: terms.lastDay ?? '',
      limits: {
        uses: limits.uses ?? '',
        usesPerBuyer: limits.usesPerBuyer ?? '',
        amount: limits.amount ?? '',
      },
      stacking: terms.stacking,
      stackingClass: terms.stackingClass,
      priority: terms.priority,
    },
  }
}

/** The terms as they are sent; what is left empty stands for no such rule. */
export function termsOf({ terms }: CouponForm): CouponTermsRequest & CouponTerms {
  const { discount, scope, minimum, limits } = terms
  return {
    name: { ja: terms.name.ja.trim(), en: orNull(terms.name.en), zh: orNull(terms.name.zh) },
    description: orNull(terms.description),
    discount:
      discount.kind === 'amount'
        ? { kind: 'amount', amount: Number(discount.amount) }
        : { kind: 'rate', basisPoints: Number(discount.basisPoints) },
    funder: terms.funder,
    sponsor: terms.funder === 'third_party' ? orNull(terms.sponsor) : null,
    faceBasis: terms.faceBasis,
    scope: {
      storeCodes: listOrNull(scope.storeCodes),
      itemCodes: listOrNull(scope.itemCodes),
      categories: listOrNull(scope.categories),
      makers: listOrNull(scope.makers),
    },
    minimum:
      minimum.amount === '' || minimum.amount === 0 ? null : { amount: minimum.amount, basis: minimum.basis },
    firstDay: orNull(terms.firstDay),
    lastDay: orNull(terms.lastDay),
    limits: {
      uses: numberOrNull(limits.uses),
      usesPerBuyer: numberOrNull(limits.usesPerBuyer),
      amount: numberOrNull(limits.amount),
    },
    stacking: terms.stacking,
    stackingClass: terms.stackingClass.trim() === '' ? 'default' : terms.stackingClass.trim(),
    priority: terms.priority === '' ? 100 : terms.priority,
  }
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
const numberOrNull = (value: Typed) => (value === '' ? null : value)
const listOrNull = (list: string[]) => (list.length === 0 ? null : list)
