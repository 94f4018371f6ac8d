import type { CoverKind, LimitRule, PlanTerms } from '#api/types.ts'
import { formatBasisPoints, formatDay, formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import type { Deductible, StartRule } from '../../types.ts'

type Size = Exclude<LimitRule, { rule: 'falling' }>['size']

/** A plan's terms as sentences for people; one function for each kind of term. */
export function usePlanWords(currency: string) {
  const t = useT()
  const { language } = useLanguage()
  const money = (amount: number) => formatMoney(amount, currency, language)
  const share = (basisPoints: number) => formatBasisPoints(basisPoints, language)
  const size = (of: Size) =>
    'amount' in of ? money(of.amount) : t('terms.priceShare', { share: share(of.priceShare) })

  function start(rule: StartRule): string {
    if (rule.rule === 'fixed_date')
      return t('terms.start.fixed_date', { day: formatDay(rule.date, language) })
    return t(`terms.start.${rule.rule}`)
  }
  function price(rule: PlanTerms['price']): string[] {
    if (rule.kind === 'fixed') return [t('terms.price.fixed', { premium: money(rule.premium) })]
    if (rule.kind === 'share') {
      return [
        t('terms.price.share', { share: share(rule.basisPoints) }),
        ...(rule.roundTo > 1 ? [t('terms.price.roundTo', { unit: money(rule.roundTo) })] : []),
        ...(rule.minimum > 0 ? [t('terms.price.minimum', { minimum: money(rule.minimum) })] : []),
      ]
    }
    return rule.bands.map(({ from, to, premium }) =>
      t('terms.price.band', {
        from: money(from),
        to: to === null ? null : money(to),
        premium: money(premium),
      }),
    )
  }
  function limit(rule: LimitRule): string {
    const text =
      rule.rule === 'falling'
        ? t('terms.limit.falling', {
            years: rule.priceShares.map((part, i) => ({ year: i + 1, share: share(part) })),
          })
        : t(`terms.limit.${rule.rule}`, { size: size(rule.size) })
    return rule.cause === 'all' ? text : t('terms.limit.ofCause', { cause: t(`cover.${rule.cause}`), text })
  }
  function deductible(rule: Deductible): string {
    if (rule.kind === 'none') return t('terms.deductible.none')
    if (rule.kind === 'amount') return t('terms.deductible.amount', { amount: money(rule.amount) })
    return t('terms.deductible.share', { share: share(rule.basisPoints) })
  }
  function cancellation(terms: Pick<PlanTerms, 'freeCancellationDays' | 'retainedFee'>): string[] {
    const { freeCancellationDays: days, retainedFee } = terms
    return [
      days > 0 ? t('terms.cancel.free', { days }) : t('terms.cancel.noFree'),
      t('terms.cancel.later', { fee: retainedFee > 0 ? money(retainedFee) : null }),
    ]
  }
  return {
    money,
    share,
    start,
    price,
    limit,
    deductible,
    cancellation,
    months: (months: number) => t('terms.months', { years: Math.floor(months / 12), months: months % 12 }),
    cover: (kind: CoverKind) => t(`cover.${kind}`),
  }
}
export type PlanWords = ReturnType<typeof usePlanWords>
