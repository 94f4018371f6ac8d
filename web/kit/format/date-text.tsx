import { useLanguage } from '../i18n/language.tsx'
import { formatDay, formatInstant } from './formats.ts'

type Props = {
  /** A day `YYYY-MM-DD`, or an instant in ISO 8601. */
  value: string
  /** The store's zone; without it an instant is shown by the reader's own clock. */
  zone?: string
  time?: boolean
}

/** 2026年11月22日, or with the time 2026年11月22日 12:00. */
export function DateText({ value, zone, time = false }: Props) {
  const { language } = useLanguage()
  const text =
    value.length === 10
      ? formatDay(value, language)
      : formatInstant(value, language, zone, time ? 'minute' : 'day')
  return (
    <time dateTime={value} className="figures">
      {text}
    </time>
  )
}
