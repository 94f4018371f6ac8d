import type { Language } from '../i18n/languages.ts'
import type { Day } from './days.ts'

// British English: day before month, as in most of the world and never to be misread.
const locales: Record<Language, string> = { ja: 'ja-JP', en: 'en-GB', zh: 'zh-Hans-CN' }
// ja-JP writes a full-width yen sign; the plain one is what receipts and shops here print.
const moneyLocales: Record<Language, string> = { ja: 'en', en: 'en', zh: 'zh-Hans-CN' }

const numberFormats = new Map<string, Intl.NumberFormat>()
const dateFormats = new Map<string, Intl.DateTimeFormat>()

/** An amount of minor units as people write it: ¥12,300, £25.50. */
export function formatMoney(amount: number, currency: string, language: Language): string {
  const key = `${language} ${currency}`
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(moneyLocales[language], { style: 'currency', currency })
    numberFormats.set(key, format)
  }
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0
  // Nothing taken off is 0, not -0.
  return format.format(amount === 0 ? 0 : amount / 10 ** digits)
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value)
}

/** 1250 → 12.5% */
export function formatBasisPoints(basisPoints: number, language: Language): string {
  return new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  )
}

/** 2026年11月22日, 22 November 2026. */
export function formatDay(day: Day, language: Language): string {
  return dateFormat(language, 'UTC', 'day').format(new Date(`${day}T00:00:00Z`))
}

/** 2026年11月, November 2026. */
export function formatMonth(month: string, language: Language): string {
  return dateFormat(language, 'UTC', 'month').format(new Date(`${month}-01T00:00:00Z`))
}

/** An instant as the clock in that zone showed it. */
export function formatInstant(
  instant: string,
  language: Language,
  zone: string | undefined,
  style: 'day' | 'minute' = 'minute',
): string {
  return dateFormat(language, zone ?? '', style).format(new Date(instant))
}

function dateFormat(
  language: Language,
  zone: string,
  style: 'day' | 'minute' | 'month',
): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${style}`
  let format = dateFormats.get(key)
  if (!format) {
    const parts: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long' }
    if (style !== 'month') parts.day = 'numeric'
    if (style === 'minute') Object.assign(parts, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    if (zone !== '') parts.timeZone = zone
    format = new Intl.DateTimeFormat(locales[language], parts)
    dateFormats.set(key, format)
  }
  return format
}
