import { useId } from 'react'
import { formatDay, formatMoney } from '../format/formats.ts'
import { useKitT } from '../i18n/kit-messages.ts'
import { useLanguage } from '../i18n/language.tsx'
import classes from './left-bars.module.css'

type Kind = 'natural_failure' | 'physical_damage'
type Limit = {
  rule: 'per_repair' | 'aggregate' | 'per_cover_year' | 'falling'
  cause: 'all' | Kind
  size: number
  used: number
  left: number
  lastDay: string
}
/** What is left for one cause, as the server says it. */
export type LeftOfCause = {
  cause: Kind
  most: number | null
  limits: readonly Limit[]
  claims: { period: 'term' | 'cover_year'; count: number; left: number } | null
}
type Props = {
  left: readonly LeftOfCause[]
  covers: readonly { kind: Kind; startsOn: string; status: 'scheduled' | 'active' | 'expired' }[]
  currency: string
}

const names = { natural_failure: 'naturalFailure', physical_damage: 'physicalDamage' } as const

/** What a warranty still pays: a sentence for each cause, then a bar for each limit and how many claims are left. */
export function LeftBars({ left, covers, currency }: Props) {
  const t = useKitT()
  const { language } = useLanguage()
  const money = (amount: number) => formatMoney(amount, currency, language)
  const begins = (cause: Kind) => {
    const cover = covers.find(({ kind }) => kind === cause)
    return cover?.status === 'scheduled' ? t('leftFrom', { day: formatDay(cover.startsOn, language) }) : null
  }
  // A limit for all causes stands with each of them, and is one all the same.
  const limits = new Map(left.flatMap((one) => one.limits).map((limit) => [JSON.stringify(limit), limit]))
  const claims = left[0]?.claims ?? null
  const sentence = (kind: Kind, most: number | null) => {
    const cause = t(names[kind])
    if (most === null) return t('leftNoLimit', { cause })
    return most === 0 ? t('leftNothing', { cause }) : t('leftMost', { cause, amount: money(most) })
  }
  return (
    <div className={classes['left']}>
      <ul className={classes['causes']}>
        {left.map(({ cause, most }) => (
          <li key={cause}>
            {sentence(cause, most)} {begins(cause)}
          </li>
        ))}
      </ul>
      {[...limits].map(([key, limit]) => (
        <Bar
          key={key}
          label={`${t(`leftRule.${limit.rule}`)}${limit.cause === 'all' ? '' : t('leftOfCause', { cause: t(names[limit.cause]) })}`}
          text={t('leftOf', { left: money(limit.left), size: money(limit.size) })}
          note={
            limit.rule === 'per_repair'
              ? undefined
              : t('untilDay', { day: formatDay(limit.lastDay, language) })
          }
          value={limit.left}
          most={limit.size}
        />
      ))}
      {claims && (
        <Bar
          label={t(`leftClaims.${claims.period}`)}
          text={t('leftClaimsOf', { left: claims.left, count: claims.count })}
          value={claims.left}
          most={claims.count}
        />
      )}
    </div>
  )
}

type BarProps = { label: string; text: string; note?: string | undefined; value: number; most: number }

/** The words say all that the bar shows. */
function Bar({ label, text, note, value, most }: BarProps) {
  const id = useId()
  const share = most === 0 ? 0 : Math.min(1, value / most)
  return (
    <div className={classes['bar']}>
      <div className={classes['words']}>
        <span id={id}>{label}</span>
        <strong>{text}</strong>
      </div>
      <meter
        className="sr-only"
        aria-labelledby={id}
        aria-valuetext={text}
        min={0}
        max={Math.max(1, most)}
        value={value}
      />
      <div className={classes['track']} data-low={share < 0.25 || undefined} aria-hidden>
        <span style={{ width: `${share * 100}%` }} />
      </div>
      {note && <span className={classes['note']}>{note}</span>}
    </div>
  )
}
