import { formatBasisPoints, formatDay, formatMoney, formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from './messages.ts'
import type { CouponTerms } from './types.ts'

/** What a sentence about a coupon needs; a form that is not whole yet has gaps. */
export type SaidTerms = Pick<
  CouponTerms,
  'discount' | 'funder' | 'sponsor' | 'minimum' | 'firstDay' | 'lastDay' | 'limits' | 'stacking' | 'scope'
>

/** A coupon's terms in words, as buyers and colleagues read them. */
export function useCouponWords() {
  const t = useT()
  const { language } = useLanguage()
  const money = (amount: number, currency: string) => formatMoney(amount, currency, language)
  const day = (text: string) => formatDay(text, language)
  const count = (value: number) => formatNumber(value, language)

  const off = (discount: CouponTerms['discount'], currency: string) =>
    discount.kind === 'amount'
      ? t('off.amount', { amount: money(discount.amount, currency) })
      : t('off.rate', { rate: formatBasisPoints(discount.basisPoints, language) })

  const period = (firstDay: string | null, lastDay: string | null) => {
    if (firstDay !== null && lastDay !== null)
      return t('period.both', { from: day(firstDay), to: day(lastDay) })
    if (firstDay !== null) return t('period.from', { from: day(firstDay) })
    return lastDay === null ? t('period.always') : t('period.to', { to: day(lastDay) })
  }

  const scope = (
    { storeCodes, itemCodes, categories, makers }: CouponTerms['scope'],
    stores: (code: string) => string,
  ) => [
    storeCodes === null
      ? t('scope.allStores')
      : t('scope.stores', { stores: storeCodes.map(stores).join(t('and')) }),
    ...(itemCodes === null ? [] : [t('scope.items', { items: shortened(itemCodes, t('and'), count) })]),
    ...(categories === null
      ? []
      : [t('scope.categories', { categories: shortened(categories, t('and'), count) })]),
    ...(makers === null ? [] : [t('scope.makers', { makers: shortened(makers, t('and'), count) })]),
  ]

  const limits = (terms: SaidTerms, currency: string) => {
    const { uses, usesPerBuyer, amount } = terms.limits
    return [
      ...(usesPerBuyer === null ? [] : [t('limit.perBuyer', { count: usesPerBuyer })]),
      ...(uses === null ? [] : [t('limit.uses', { count: count(uses) })]),
      ...(amount === null ? [] : [t('limit.amount', { amount: money(amount, currency) })]),
    ]
  }

  const funder = ({ funder: who, sponsor }: Pick<SaidTerms, 'funder' | 'sponsor'>) =>
    who === 'third_party' && sponsor ? t('paidBySponsor', { sponsor }) : t(`paidBy.${who}`)

  const minimum = (terms: SaidTerms, currency: string) =>
    terms.minimum === null
      ? []
      : [
          t(`minimum.${terms.minimum.basis}`, {
            amount: money(terms.minimum.amount, currency),
          }),
        ]

  /** Everything in the order in which it matters at a till. */
  const sentences = (terms: SaidTerms, currency: string, stores: (code: string) => string) => [
    off(terms.discount, currency),
    ...minimum(terms, currency),
    period(terms.firstDay, terms.lastDay),
    ...scope(terms.scope, stores),
    ...limits(terms, currency),
    t(`stackingText.${terms.stacking}`),
    funder(terms),
  ]
  return { off, period, scope, limits, funder, minimum, sentences }
}

/** The first few; a coupon may name thousands. */
function shortened(list: readonly string[], and: string, count: (value: number) => string): string {
  const shown = list.slice(0, 5).join(and)
  return list.length > 5 ? `${shown}${and}…(${count(list.length)})` : shown
}
