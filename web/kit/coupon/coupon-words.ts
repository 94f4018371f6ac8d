import { formatBasisPoints, formatDay, formatMoney } from '../format/formats.ts'
import { useKitT } from '../i18n/kit-messages.ts'
import { useLanguage } from '../i18n/language.tsx'

/** What is said of a coupon, as the server has it. */
export type CouponTerms = {
  currency: string
  discount: { kind: 'amount'; amount: number } | { kind: 'rate'; basisPoints: number }
  issuer: string
  storeCodes: readonly string[] | null
  /** Whether stores of all organisations take it. */
  everywhere: boolean
  minimum: { amount: number; basis: 'before_discounts' | 'after_discounts' } | null
  lastDay: string | null
}

/** What a coupon gives, where, from how much and until when, in the reader's words. */
export function useCouponTerms() {
  const t = useKitT()
  const { language } = useLanguage()
  const money = (amount: number, currency: string) => formatMoney(amount, currency, language)
  return {
    gives: ({ discount, currency }: CouponTerms) =>
      discount.kind === 'amount'
        ? t('couponOff', { amount: money(discount.amount, currency) })
        : t('couponOffRate', { share: formatBasisPoints(discount.basisPoints, language) }),
    where({ storeCodes, issuer, everywhere }: CouponTerms): string {
      if (everywhere) return t('couponEverywhere')
      return storeCodes === null
        ? t('couponAllStores', { issuer })
        : t('couponStores', { stores: storeCodes.join(', ') })
    },
    until: ({ lastDay }: CouponTerms) =>
      lastDay === null ? t('couponNoEnd') : t('untilDay', { day: formatDay(lastDay, language) }),
    minimum({ minimum, currency }: CouponTerms): string | null {
      if (minimum === null) return null
      const amount = money(minimum.amount, currency)
      return t(minimum.basis === 'after_discounts' ? 'couponMinimumAfter' : 'couponMinimum', { amount })
    },
  }
}
