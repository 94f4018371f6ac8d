import type { CouponHolding } from '#api/types.ts'
import { formatBasisPoints, formatDay, formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import type { Tone } from '#kit/status-badge.tsx'
import { useCouponsT } from './messages.ts'

export const stateTones: Record<CouponHolding['state'], Tone> = {
  usable: 'good',
  used: 'ended',
  expired: 'ended',
  not_started: 'info',
  used_up: 'ended',
  paused: 'waiting',
}

export const tabs = ['usable', 'used', 'expired'] as const
export type Tab = (typeof tabs)[number]

/** In which list a coupon stands: what can be used, or could be again, is in the first. */
export function tabOf({ state }: CouponHolding): Tab {
  if (state === 'used') return 'used'
  return state === 'expired' || state === 'used_up' ? 'expired' : 'usable'
}

/** What a coupon gives, where and until when, in the reader's words. */
export function useCouponWords() {
  const t = useCouponsT()
  const { language } = useLanguage()
  const money = (amount: number, currency: string) => formatMoney(amount, currency, language)
  return {
    gives: ({ discount, currency }: CouponHolding) =>
      discount.kind === 'amount'
        ? t('off', { amount: money(discount.amount, currency) })
        : t('offRate', { share: formatBasisPoints(discount.basisPoints, language) }),
    where: ({ storeCodes, issuer }: CouponHolding) =>
      storeCodes === null ? t('allStores', { issuer }) : t('someStores', { stores: storeCodes.join(', ') }),
    until: ({ lastDay }: CouponHolding) =>
      lastDay === null ? t('noEnd') : t('until', { day: formatDay(lastDay, language) }),
    period({ firstDay, lastDay }: CouponHolding) {
      const from = firstDay === null ? null : formatDay(firstDay, language)
      const to = lastDay === null ? null : formatDay(lastDay, language)
      if (from !== null && to !== null) return t('detail.period', { from, to })
      if (from !== null) return t('from', { day: from })
      return to === null ? t('noEnd') : t('until', { day: to })
    },
    minimum({ minimum, currency }: CouponHolding) {
      if (minimum === null) return null
      const amount = money(minimum.amount, currency)
      return t(minimum.basis === 'after_discounts' ? 'detail.minimumAfter' : 'detail.minimumOf', { amount })
    },
    goods({ itemCodes, categories, makers }: CouponHolding) {
      const parts = [
        itemCodes && t('detail.item', { list: itemCodes.join(', ') }),
        categories && t('detail.category', { list: categories.join(', ') }),
        makers && t('detail.maker', { list: makers.join(', ') }),
      ].filter((part) => part !== null)
      return parts.length === 0 ? t('detail.allGoods') : parts.join(' · ')
    },
  }
}
