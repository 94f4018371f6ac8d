/** What a run must reach, in one place: below these `npm run bench` fails. */
export const thresholds = {
  /** Ours over the limit, measured in the same run. */
  ratio: 0.4,
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
  connections: number
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
  connections: 64,
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
  connections: 16,
  rounds: 2,
  warmUpMs: 200,
  measureMs: 500,
  batchLines: 1500,
  memoryLines: 3000,
}
