import { Radio } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { Good, Offer } from '#api/shop-types.ts'
import { CoverTimeline } from '#kit/cover/cover-timeline.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import { coverDays } from '../../parts/cover-days.ts'
import { useLimits, useTerm } from '../../parts/terms.ts'
import classes from './good.module.css'

type Props = { good: Good; offer: Offer; chosen: boolean }
type LocalText = Offer['name']

/** One cover: price and term, its time line, what it covers beside what it does not, and who owes it. */
export function OfferCard({ good, offer, chosen }: Props) {
  const t = useT()
  const term = useTerm()
  const limits = useLimits(good.price)(offer)
  const { language } = useLanguage()
  const say = (text: LocalText) => text[language] ?? text.ja
  const premium = formatMoney(offer.premium, offer.currency, language)
  return (
    <div className={`surface ${classes['offer'] ?? ''}`} data-chosen={chosen || undefined}>
      <Radio
        value={offer.planCode}
        classNames={{ body: classes['radio'] ?? '', labelWrapper: classes['radioLabel'] ?? '' }}
        label={
          <span className={classes['offerHead']}>
            <strong>{say(offer.name)}</strong>
            <span className={classes['premium']}>{t('cover.perUnit', { amount: premium })}</span>
          </span>
        }
        description={t('cover.term', { term: term(offer.termMonths) })}
      />
      <div className={classes['times']}>
        <CoverTimeline {...coverDays(offer, good.makerWarrantyMonths)} />
      </div>
      <div className={classes['columns']}>
        <div>
          <h3>{t('cover.covered')}</h3>
          <ul>
            {offer.covers.map((cover) => (
              <li key={cover.kind}>
                <IconCheck size={16} stroke={2.4} aria-hidden data-tone="good" />
                {t(`cover.${cover.kind}`)}
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{t('cover.notCovered')}</h3>
          <ul>
            {offer.exclusions.length === 0 && <li>{t('cover.notCoveredNone')}</li>}
            {offer.exclusions.map((clause) => (
              <li key={clause.code}>
                <IconX size={16} stroke={2.4} aria-hidden />
                {say(clause.title)}
              </li>
            ))}
          </ul>
        </div>
      </div>
      <details className={classes['details']}>
        <summary>{t('cover.clauses')}</summary>
        <h3>{t('cover.limits')}</h3>
        <ul>
          {limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
        {[...offer.exclusions, ...offer.clauses].map((clause) => (
          <div key={clause.code}>
            <h3>
              {clause.code} {say(clause.title)}
            </h3>
            <p>{say(clause.text)}</p>
          </div>
        ))}
      </details>
      <p className={classes['liable']}>
        {t('cover.liable', { party: offer.liableParty })}
        {offer.backedBy && <br />}
        {offer.backedBy && t('cover.backed', { party: offer.backedBy })}
        {offer.freeCancellationDays > 0 && <br />}
        {offer.freeCancellationDays > 0 && t('cover.cancel', { days: offer.freeCancellationDays })}
      </p>
    </div>
  )
}
