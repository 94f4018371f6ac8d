import { formatDay, formatMoney, formatNumber } from '../format/formats.ts'
import { useKitT } from '../i18n/kit-messages.ts'
import { useLanguage } from '../i18n/language.tsx'
import classes from './refund-preview.module.css'

type Words = { ja: string; en: string | null; zh: string | null }
/** The preview of a cancellation, as the server says it. */
export type CancellationPreview = {
  on: string
  currency: string
  rule: 'free_period' | 'by_days_left' | 'claim_fulfilled'
  freeUntil: string | null
  covers: readonly {
    kind: 'natural_failure' | 'physical_damage'
    premiumPart: number
    days: number
    daysLeft: number
    refund: number
  }[]
  fee: number
  refund: number
  clause: { code: string; title: Words; text: Words } | null
}

const names = { natural_failure: 'naturalFailure', physical_damage: 'physicalDamage' } as const

/** What comes back when a cover is given up: the amount, how it is made up line by line, why, and until when. */
export function RefundPreview({ quote }: { quote: CancellationPreview }) {
  const t = useKitT()
  const { language } = useLanguage()
  const money = (amount: number) => formatMoney(amount, quote.currency, language)
  const day = (value: string) => formatDay(value, language)
  const words = (text: Words) => text[language] ?? text.ja
  const { rule, clause, freeUntil } = quote
  return (
    <div className={classes['preview']}>
      <p className={classes['total']}>
        <span>{t('refund')}</span>
        <strong>{money(quote.refund)}</strong>
      </p>
      <p className={classes['why']}>
        {rule === 'free_period' && freeUntil !== null
          ? t('refundRule.free_period', { day: day(freeUntil) })
          : t(rule === 'claim_fulfilled' ? 'refundRule.claim_fulfilled' : 'refundRule.by_days_left')}
      </p>
      <dl className={classes['lines']}>
        {quote.covers.map((cover, n) => (
          <div key={`${cover.kind} ${n}`}>
            <dt>
              {t(names[cover.kind])}
              {rule === 'by_days_left' && (
                <span className={classes['formula']}>
                  {t('refundFormula', {
                    part: money(cover.premiumPart),
                    left: formatNumber(cover.daysLeft, language),
                    days: formatNumber(cover.days, language),
                  })}
                </span>
              )}
            </dt>
            <dd>{money(cover.refund)}</dd>
          </div>
        ))}
        {quote.fee > 0 && (
          <div>
            <dt>{t('refundFee')}</dt>
            <dd>−{money(quote.fee)}</dd>
          </div>
        )}
      </dl>
      <p className={classes['why']}>{t('refundUntil', { day: day(quote.on) })}</p>
      {clause && (
        <blockquote className={classes['clause']}>
          <strong>{t('refundClause', { code: clause.code, title: words(clause.title) })}</strong>
          <p>{words(clause.text)}</p>
        </blockquote>
      )}
    </div>
  )
}
