import { formatDay } from '../format/formats.ts'
import { useKitT } from '../i18n/kit-messages.ts'
import { useLanguage } from '../i18n/language.tsx'
import classes from './cover-timeline.module.css'
import { layOut } from './strips.ts'
import type { CoverTimes, Strip, StripKind } from './strips.ts'

type Props = CoverTimes & {
  /** Ends of each strip in words beside it, for the page of one warranty. */
  detailed?: boolean
}

const labels = {
  maker: 'makerWarranty',
  natural_failure: 'naturalFailure',
  physical_damage: 'physicalDamage',
} as const

/**
 * The time of one covered thing: maker's warranty, natural failure and physical damage, each with a strip and a
 * name of its own, from the purchase to the last end of cover, and a mark for today. Reads without colour by
 * place, name and fill; screen readers hear the same in sentences.
 */
export function CoverTimeline({ detailed = false, ...times }: Props) {
  const t = useKitT()
  const { language } = useLanguage()
  const { strips, today, endsOn } = layOut(times)
  const day = (value: string) => formatDay(value, language)
  const name = (kind: StripKind) => t(labels[kind])
  const text = [
    t('coverSummary', { purchased: day(times.purchasedOn), today: day(times.today) }),
    ...strips.map((s) => t('coverRange', { name: name(s.kind), from: day(s.startsOn), to: day(s.lastDay) })),
  ].join(language === 'en' ? '. ' : '。')
  // Near an end the word takes the place of that end's date, which stands in words beside every timeline.
  const edge = today === null ? undefined : today < 0.25 ? 'start' : today > 0.75 ? 'end' : undefined
  const at = today === null ? undefined : { left: `${today * 100}%` }

  return (
    <figure className={classes['timeline']}>
      <figcaption className="sr-only">{text}</figcaption>
      {strips.map((strip, index) => (
        <div key={`${strip.kind} ${index}`} className={classes['row']} aria-hidden>
          <div className={classes['name']}>
            <span>{name(strip.kind)}</span>
            {detailed && (
              <span className={classes['range']}>{`${day(strip.startsOn)} – ${day(strip.lastDay)}`}</span>
            )}
          </div>
          <div className={classes['track']}>
            <Bar strip={strip} />
            {at && <span className={classes['today']} style={at} />}
          </div>
        </div>
      ))}
      <div className={classes['axis']} data-edge={edge} aria-hidden>
        <span>{shortDay(times.purchasedOn)}</span>
        {at && (
          <span
            className={classes['todayLabel']}
            style={{ left: `clamp(16px, ${(today ?? 0) * 100}%, calc(100% - 16px))` }}
          >
            {t('today')}
          </span>
        )}
        <span>{shortDay(strips.find((s) => s.endsOn === endsOn)?.lastDay ?? endsOn)}</span>
      </div>
    </figure>
  )
}

function Bar({ strip }: { strip: Strip }) {
  return (
    <span
      className={classes['bar']}
      data-kind={strip.kind}
      style={{ left: `${strip.from * 100}%`, width: `max(4px, ${(strip.to - strip.from) * 100}%)` }}
    >
      <span className={classes['gone']} style={{ width: `${strip.gone * 100}%` }} />
    </span>
  )
}

/** 2026.11.22: the axis has room for figures only. */
function shortDay(day: string): string {
  return day.replaceAll('-', '.')
}
