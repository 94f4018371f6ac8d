import { minorDigits } from '#platform/money.ts'
import { duration } from './progress.ts'
import type { Fate, Tally } from './tally.ts'

const count = new Intl.NumberFormat('en')
const fates: readonly Fate[] = ['recorded', 'replayed', 'refused']
const words = {
  purchases: {
    one: 'purchases',
    fates: { recorded: 'recorded now', replayed: 'recorded before', refused: 'refused' },
  },
  catalog: { one: 'items', fates: { recorded: 'stored', replayed: 'unchanged', refused: 'refused' } },
} as const

export type Ending = {
  what: 'purchases' | 'catalog'
  store: string
  file: string
  seconds: number
  refusedFile: string
  stopped: boolean
}

/** What an import prints at its end, for a person. */
export function summaryText(tally: Tally, ending: Ending): string {
  const word = words[ending.what]
  const rate = count.format(Math.round(tally.rows / Math.max(ending.seconds, 0.001)))
  const lines = [
    `${ending.file} → ${ending.store}: ${count.format(tally.rows)} rows, ${count.format(tally.reports)} ${word.one} in ${duration(ending.seconds)} (${rate} rows a second)`,
  ]
  for (const fate of fates) {
    const { reports, rows } = tally[fate]
    lines.push(
      `  ${word.fates[fate].padEnd(16)}${count.format(reports).padStart(12)}${` (${count.format(rows)} rows)`.padStart(20)}`,
    )
  }
  for (const [currency, { sales, returns, voids }] of tally.amounts) {
    const amounts = [`sales ${money(sales, currency)}`, `returns ${money(returns, currency)}`]
    if (voids > 0) amounts.push(`voided ${money(voids, currency)}`)
    lines.push(`  ${currency.padEnd(16)}${amounts.join(', ')}`)
  }
  if (tally.refused.reports > 0) {
    const reasons = [...tally.refusals]
      .sort((a, b) => b[1] - a[1])
      .map(([code, n]) => `${code} ${count.format(n)}`)
    lines.push(`  refused for     ${reasons.join(', ')}`, `  refused rows in ${ending.refusedFile}`)
  }
  if (ending.stopped) {
    lines.push(
      `Stopped after row ${count.format(tally.rows)}. The same command goes on from there: what is recorded is not doubled.`,
    )
  }
  return `${lines.join('\n')}\n`
}

function money(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  return new Intl.NumberFormat('en', { minimumFractionDigits: digits }).format(amount / 10 ** digits)
}

/** The same for a program. */
export function summaryJson(tally: Tally, { seconds, refusedFile, stopped }: Ending): string {
  const { rows, reports, recorded, replayed, refused, amounts, refusals } = tally
  const files = refused.reports > 0 ? { refusedFile } : {}
  return `${JSON.stringify({ rows, reports, recorded, replayed, refused, refusals: Object.fromEntries(refusals), amounts: Object.fromEntries(amounts), seconds, stopped, ...files })}\n`
}
