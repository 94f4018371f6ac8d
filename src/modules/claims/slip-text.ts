export type Coverage = Record<'jp' | 'sc', (codePoint: number) => boolean>
export type Run = { text: string; font: 'jp' | 'sc' }

/** What printers set for a character that they do not have. */
const missing = '〓'
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' })

/**
 * Text of people as it can be printed: one line, without invisible characters, cut to so many ems, in runs of a font
 * that has their characters. What no font has (an emoji, another script) is printed as 〓 and breaks nothing.
 */
export function runsOf(
  text: string,
  coverage: Coverage,
  mostEms: number,
  preferred: 'jp' | 'sc' = 'jp',
): Run[] {
  const runs: Run[] = []
  let ems = 0
  // Far more than fits anywhere, so that a very long text costs no more than a long one.
  for (const { segment } of graphemes.segment(clean(text.slice(0, 5000)))) {
    const points = [...segment].map((character) => character.codePointAt(0) as number)
    const other = preferred === 'jp' ? 'sc' : 'jp'
    const font = [preferred, other].find((name) => points.every(coverage[name as 'jp' | 'sc'])) as
      | 'jp'
      | 'sc'
      | undefined
    // One character with very many marks would be as wide as it likes.
    const printed = font && points.length <= 4 ? segment : missing
    const width = emsOf(printed)
    const end = ems + width > mostEms
    append(runs, end ? '…' : printed, end ? 'jp' : (font ?? 'jp'))
    if (end) break
    ems += width
  }
  return runs
}

function append(runs: Run[], text: string, font: 'jp' | 'sc'): void {
  const last = runs.at(-1)
  if (last?.font === font) last.text += text
  else runs.push({ text, font })
}

function clean(text: string): string {
  return (
    text
      .toWellFormed()
      .normalize('NFC')
      .replaceAll(/\s+/g, ' ')
      // Controls, marks of direction, joiners, and choices among the forms of one character.
      .replaceAll(/[\p{Cc}\p{Cf}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, '')
      .trim()
  )
}

/** How wide a character is at most, in the size of its font. */
function emsOf(text: string): number {
  if (/^[WMm@%&]/.test(text)) return 1
  if (/^[A-Z0-9]/.test(text)) return 0.75
  return (text.codePointAt(0) as number) < 0x2000 ? 0.65 : 1
}

/** True where a word is so long that a line must be broken within it. */
export function hasLongWord(runs: readonly Run[]): boolean {
  return /[^\s\u3000-\uffff]{25}/u.test(runs.map(({ text }) => text).join(''))
}
