import type { Day } from '#platform/dates.ts'
import type { Language } from '#platform/messages.ts'
import type { PdfPart } from './pdf-maker.ts'
import { preferredFont } from './slip-fonts.ts'
import { grey } from './slip-style.ts'
import { hasLongWord, runsOf } from './slip-text.ts'
import type { Coverage, Run } from './slip-text.ts'
import { slipWords } from './slip-words.ts'

type Words = typeof slipWords.ja
type Key = Exclude<keyof Words, 'steps'>
type Style = { size: number; ems: number; bold?: boolean; after?: string }
/** A line of text whose runs each carry their look: pdfmake hands none down to them. */
type Line = { text: PdfPart[]; wordBreak?: 'normal' | 'break-all' }

export type SlipWriter = {
  words: Words
  /** The page has room: nothing is said twice. */
  once: boolean
  /** The person's own language alone, in small; no line at all where that is Japanese. */
  second(key: Key, size: number): PdfPart[]
  secondStep(n: number): PdfPart[]
  /** What a field is called, the person's language beneath or, where there is no room, beside. */
  label(key: Key, beside?: 'beside'): Line
  /** What people wrote, within so many ems. */
  text(value: string, style: Style): Line
  day(day: Day | null): string
}

/** Writes the words of the slip, Japanese first, and what people wrote. */
export function slipWriter(language: Language, coverage: Coverage): SlipWriter {
  const other = language === 'ja' ? undefined : slipWords[language]
  const secondary = (text: string | undefined, fontSize: number): PdfPart[] =>
    text === undefined
      ? []
      : styled(runsOf(text, coverage, 200, preferredFont(language)), { fontSize, color: grey })
  const secondLine = (text: string | undefined, fontSize: number): PdfPart[] =>
    text === undefined ? [] : [{ text: secondary(text, fontSize) }]
  return {
    words: slipWords.ja,
    once: other === undefined,
    second: (key, size) => secondLine(other?.[key], size),
    secondStep: (n) => secondLine(other?.steps[n], 7.5),
    label: (key, beside) => ({
      text: [
        { text: slipWords.ja[key], fontSize: 8, color: grey },
        ...(other ? [beside ? '  ' : '\n', ...secondary(other[key], 7)] : []),
      ],
    }),
    text(value, { size, ems, bold = false, after = '' }) {
      const runs = runsOf(value, coverage, ems)
      return {
        text: styled([...runs, { text: after, font: 'jp' }], { fontSize: size, bold }),
        wordBreak: hasLongWord(runs) ? 'break-all' : 'normal',
      }
    },
    day: (day) => {
      if (day === null) return '—'
      const { year, month, day: dayOfMonth } = Temporal.PlainDate.from(day)
      return `${year}年${month}月${dayOfMonth}日`
    },
  }
}

function styled(runs: readonly Run[], style: Record<string, unknown>): PdfPart[] {
  return runs.map((run) => ({ ...run, ...style }))
}
