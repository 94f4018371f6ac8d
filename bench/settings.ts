/** What a run must reach, in one place: below these `npm run bench` fails. */
export const thresholds = {
  /** Ours over the limit, measured in the same run, of a figure that has none of its own below. */
  ratio: 0.4,
  ratios: { quotes: 0.6, settlements: 0.4, 'one merchant': 0.67 } as Readonly<Record<string, number>>,
  /** What we aim at; shown, not enforced. */
  aim: 0.6,
  /** Largest resident memory of the server process, in MB, during an import of any length. */
  memoryMb: 400,
}

/** How much of everything a run does. */
export type Sizes = {
  items: number
  buyers: number
  purchasesPerBuyer: number
  /** Signed-in buyers whose wallets are read. */
  sessions: number
  /** Coupons of the store, and how many of its buyers have an account with two of them selected. */
  coupons: number
  accounts: number
  /** Settlements that are there before any is measured. */
  settlements: number
  /** Beside which one merchant is measured, in `organisations` of as many each. */
  merchants: number
  organisations: number
  connections: number
  /** Of the tills of one merchant, and of those of all merchants. */
  tills: number
  /** Rounds of the limit; ours has one less, between them. */
  rounds: number
  warmUpMs: number
  measureMs: number
  batchLines: number
  memoryLines: number
}

export const full: Sizes = {
  items: 4000,
  buyers: 10_000,
  purchasesPerBuyer: 4,
  sessions: 2000,
  coupons: 500,
  accounts: 2000,
  settlements: 20_000,
  merchants: 1000,
  organisations: 20,
  connections: 64,
  tills: 32,
  rounds: 3,
  warmUpMs: 2000,
  measureMs: 5000,
  batchLines: 100_000,
  memoryLines: 1_000_000,
}

/** A smoke test: it shows that everything runs, its figures mean nothing. */
export const quick: Sizes = {
  items: 200,
  buyers: 300,
  purchasesPerBuyer: 2,
  sessions: 50,
  coupons: 10,
  accounts: 50,
  settlements: 500,
  merchants: 4,
  organisations: 2,
  connections: 16,
  tills: 8,
  rounds: 2,
  warmUpMs: 500,
  measureMs: 1500,
  batchLines: 1500,
  memoryLines: 3000,
}
