import type { Offer } from '#api/shop-types.ts'
import { formatBasisPoints, formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../messages.ts'

type Limit = Offer['limits'][number]

/** A number of months as people say it: 5年, 1年6か月. */
export function useTerm(): (months: number) => string {
  const t = useT()
  return (months) => t('months', { years: Math.floor(months / 12), months: months % 12 })
}

/** What an offer pays at most and what is left to the buyer, in sentences with amounts of this good. */
export function useLimits(price: number): (offer: Offer) => string[] {
  const t = useT()
  const { language } = useLanguage()
  return (offer) => {
    const money = (amount: number) => formatMoney(amount, offer.currency, language)
    const ofPrice = (share: number) => money(Math.floor((price * share) / 10_000))
    const names = {
      per_repair: 'limit.perRepair',
      aggregate: 'limit.aggregate',
      per_cover_year: 'limit.perYear',
    } as const
    const say = (limit: Limit) => {
      const cause = t(`limit.${limit.cause ?? 'all'}`)
      if (limit.rule === 'falling')
        return cause + t('limit.falling', { sizes: limit.priceShares.map(ofPrice).join(' → ') })
      const size = 'amount' in limit.size ? money(limit.size.amount) : ofPrice(limit.size.priceShare)
      return cause + t(names[limit.rule], { size })
    }
    const { deductible } = offer
    const own =
      deductible.kind === 'none'
        ? t('cover.deductibleNone')
        : deductible.kind === 'amount'
          ? t('cover.deductibleAmount', { amount: money(deductible.amount) })
          : t('cover.deductibleShare', { share: formatBasisPoints(deductible.basisPoints, language) })
    return [...(offer.limits.length === 0 ? [t('cover.noLimits')] : offer.limits.map(say)), own]
  }
}
