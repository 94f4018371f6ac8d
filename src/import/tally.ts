/** What became of one report of the file. */
export type Fate = 'recorded' | 'replayed' | 'refused'
type Count = { reports: number; rows: number }
type Amounts = { sales: number; returns: number; voids: number }
const columnOf = { sale: 'sales', return: 'returns', void: 'voids' } as const

/** Counts of an import, kept while it runs; what it prints at the end. */
export class Tally {
  readonly recorded: Count = { reports: 0, rows: 0 }
  readonly replayed: Count = { reports: 0, rows: 0 }
  readonly refused: Count = { reports: 0, rows: 0 }
  /** Of what was recorded, now or before, by currency in minor units. */
  readonly amounts = new Map<string, Amounts>()
  readonly refusals = new Map<string, number>()

  add(fate: Fate, rows: number): void {
    this[fate].reports += 1
    this[fate].rows += rows
  }

  addAmount(kind: 'sale' | 'return' | 'void', currency: string, total: number): void {
    const amounts = this.amounts.get(currency) ?? { sales: 0, returns: 0, voids: 0 }
    amounts[columnOf[kind]] += total
    this.amounts.set(currency, amounts)
  }

  addRefusal(code: string, rows: number): void {
    this.add('refused', rows)
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1)
  }

  get reports(): number {
    return this.recorded.reports + this.replayed.reports + this.refused.reports
  }

  get rows(): number {
    return this.recorded.rows + this.replayed.rows + this.refused.rows
  }
}
