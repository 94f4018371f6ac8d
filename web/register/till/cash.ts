/** Notes and coins of a currency in minor units, the largest first; a currency we do not know is counted as one sum. */
const pieces: Record<string, readonly number[]> = {
  JPY: [10_000, 5000, 2000, 1000, 500, 100, 50, 10, 5, 1],
  GBP: [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  EUR: [50_000, 20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
  USD: [10_000, 5000, 2000, 1000, 500, 100, 25, 10, 5, 1],
}

export function denominationsOf(currency: string): readonly number[] {
  return pieces[currency] ?? [1]
}

/** What people hand over for an amount: the amount itself, then the next round sums of notes. */
export function quickAmounts(due: number, currency: string, most = 4): number[] {
  if (due <= 0) return []
  const rounds = denominationsOf(currency)
    .filter((piece) => piece >= 500)
    .map((piece) => Math.ceil(due / piece) * piece)
  return [...new Set([due, ...rounds.sort((a, b) => a - b)])].slice(0, most)
}

export type Count = Record<string, number>
export function countedSum(count: Count): number {
  return Object.entries(count).reduce((sum, [piece, number]) => sum + Number(piece) * number, 0)
}
