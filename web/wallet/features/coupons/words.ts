import type { CouponHolding } from '#api/types.ts'
import { useCouponTerms } from '#kit/coupon/coupon-words.ts'
import { formatDay } from '#kit/format/formats.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
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
export function tabOf({ state }: Pick<CouponHolding, 'state'>): Tab {
  if (state === 'used') return 'used'
  return state === 'expired' || state === 'used_up' ? 'expired' : 'usable'
}

/** What a coupon is, in the reader's words; for which goods and when as well. */
export function useCouponWords() {
  const t = useCouponsT()
  const kit = useKitT()
  const terms = useCouponTerms()
  const { language } = useLanguage()
  return {
    ...terms,
    period({ firstDay, lastDay }: CouponHolding) {
      const from = firstDay === null ? null : formatDay(firstDay, language)
      const to = lastDay === null ? null : formatDay(lastDay, language)
      if (from !== null && to !== null) return t('detail.period', { from, to })
      if (from !== null) return kit('fromDay', { day: from })
      return to === null ? kit('couponNoEnd') : kit('untilDay', { day: to })
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
