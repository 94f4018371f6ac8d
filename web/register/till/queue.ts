import type { Kept, Rows } from './kept.ts'
import { atFullPrice, mayBeFullPrice, paidInFull, tokenRefusals } from './full-price.ts'
import { nextReference } from './references.ts'
import type { Problem, Settlement, SettlementRequest } from './types.ts'

/** A sale on its way to the server. It is written before it is sent and leaves with an answer alone. */
export type Entry = {
  seq: number
  reference: string
  body: SettlementRequest
  /** Without discounts, as the device computes it. */
  fullPrice: number
  /** `waiting` for its turn or for an answer; `refused` and `stuck` (the server fails at it) wait for a person. */
  state: 'waiting' | 'refused' | 'stuck'
  /** The cashier took the cash and went on: there is nobody before the till any more. */
  taken: boolean
  /** Given up while its outcome was unknown: to be cancelled once it is known. */
  givenUp: boolean
  madeAt: string
  tries: number
  failures: number
  problem: Problem | null
}
/** A sale with its answer, kept a while for those who want the paper. */
export type Answered = {
  seq: number
  reference: string
  at: string
  settlement: Settlement
  /** Nobody stood before the till any more. */
  late: boolean
  givenUp: boolean
}

/** A sale that a person closed: nothing of it is recorded by the server, and somebody said what was done about it. */
export type Closed = {
  seq: number
  entry: Entry
  reason: string
  by: string | null
  at: string
}

export type Outcome =
  | { kind: 'answered'; settlement: Settlement }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'failed'; problem: Problem }
  /** The call or its answer was lost: it may have happened or not. */
  | { kind: 'unreachable' }
  | { kind: 'signed_out' }
export type Send = (body: SettlementRequest) => Promise<Outcome>
export type Sender = { tab: string; now: () => number; send: Send }

/** How long a tab may send before another one takes over; each sending takes it anew. */
const leaseMs = 30_000
const mostFailures = 3
const mostAnswered = 200

const keyOf = (kind: 'sale' | 'answered' | 'closed', seq: number) =>
  `${kind}/${String(seq).padStart(12, '0')}`
const sales = (rows: Rows) => rows.all<Entry>('sale/')

type NewSale = Pick<Entry, 'fullPrice' | 'taken'> & { at: string }
/** A receipt number that is given to nobody else; a sale may be written under it later, or never. */
export function reserveReference(kept: Kept): Promise<string> {
  return kept.transact(nextReference)
}

/** Writes a sale down. Written again under the same receipt number, it is the one that stands there. */
export function addSale(kept: Kept, { at, ...sale }: NewSale, body: SettlementRequest): Promise<Entry> {
  return kept.transact(async (rows) => {
    const { reference } = body
    const there = (await sales(rows)).find((one) => one.reference === reference)
    if (there) return there
    const seq = ((await rows.get<number>('sequence')) ?? 0) + 1
    await rows.put('sequence', seq)
    const entry: Entry = {
      seq,
      reference,
      body,
      ...sale,
      state: 'waiting',
      givenUp: false,
      madeAt: at,
      tries: 0,
      failures: 0,
      problem: null,
    }
    await rows.put(keyOf('sale', seq), entry)
    return entry
  })
}

export type Drained = 'empty' | 'busy' | 'unreachable' | 'signed_out' | 'failed'

/**
 * Sends what waits, in order, one at a time over all tabs, until nothing waits or the server does not answer.
 * @param until stops once this sale has its answer
 */
export async function drain(kept: Kept, sender: Sender, until?: string): Promise<Drained> {
  for (;;) {
    const turn = await kept.transact((rows) => takeTurn(rows, sender))
    if (turn === 'busy' || turn === 'empty') return turn
    const outcome = await sender.send(turn.body)
    const after = await kept.transact((rows) => noteOutcome(rows, turn.seq, outcome, sender.now()))
    if (after !== 'next') {
      await release(kept, sender.tab)
      return after
    }
    if (turn.reference === until) {
      await release(kept, sender.tab)
      return 'empty'
    }
  }
}

async function takeTurn(rows: Rows, { tab, now }: Sender): Promise<Entry | 'busy' | 'empty'> {
  const lease = await rows.get<{ tab: string; until: number }>('sender')
  if (lease && lease.tab !== tab && lease.until > now()) return 'busy'
  const next = (await sales(rows)).find(({ state }) => state === 'waiting')
  if (!next) {
    await rows.remove('sender')
    return 'empty'
  }
  await rows.put('sender', { tab, until: now() + leaseMs })
  const sent = { ...next, tries: next.tries + 1 }
  await rows.put(keyOf('sale', next.seq), sent)
  return sent
}

function release(kept: Kept, tab: string): Promise<void> {
  return kept.transact(async (rows) => {
    const lease = await rows.get<{ tab: string }>('sender')
    if (lease?.tab === tab) await rows.remove('sender')
  })
}

async function noteOutcome(
  rows: Rows,
  seq: number,
  outcome: Outcome,
  now: number,
): Promise<'next' | Exclude<Drained, 'empty' | 'busy'>> {
  const entry = await rows.get<Entry>(keyOf('sale', seq))
  // Another tab had its turn and brought the answer home meanwhile.
  if (!entry) return 'next'
  if (outcome.kind === 'unreachable' || outcome.kind === 'signed_out') return outcome.kind
  if (outcome.kind === 'answered') {
    await rows.remove(keyOf('sale', seq))
    const late = entry.taken || entry.givenUp
    const at = new Date(now).toISOString()
    await rows.put(keyOf('answered', seq), {
      seq,
      reference: entry.reference,
      at,
      settlement: outcome.settlement,
      late,
      givenUp: entry.givenUp,
    } satisfies Answered)
    const old = (await rows.all<Answered>('answered/')).slice(0, -mostAnswered)
    for (const { seq: gone } of old) await rows.remove(keyOf('answered', gone))
    return 'next'
  }
  const { problem } = outcome
  if (outcome.kind === 'refused') {
    const plain = asSoldOffline(entry, problem)
    await rows.put(keyOf('sale', seq), plain ?? { ...entry, state: 'refused', failures: 0, problem })
    return 'next'
  }
  const failures = entry.failures + 1
  const state = failures >= mostFailures ? 'stuck' : 'waiting'
  await rows.put(keyOf('sale', seq), { ...entry, failures, state, problem })
  return state === 'stuck' ? 'next' : 'failed'
}

/** Cash that was taken at the full price is a sale without a connection: it needs the token's word no more. */
function asSoldOffline(entry: Entry, problem: Problem): Entry | undefined {
  if (!entry.taken || entry.body.offline || !tokenRefusals.includes(problem.code)) return undefined
  return paidInFull(entry) ? { ...entry, body: atFullPrice(entry, problem), problem: null } : undefined
}

export function openSales(kept: Kept): Promise<Entry[]> {
  return kept.transact(sales)
}
export function answeredSales(kept: Kept): Promise<Answered[]> {
  return kept.transact((rows) => rows.all<Answered>('answered/'))
}
export async function saleOf(kept: Kept, reference: string): Promise<Entry | Answered | undefined> {
  return kept.transact(
    async (rows) =>
      (await rows.all<Answered>('answered/')).find((one) => one.reference === reference) ??
      (await sales(rows)).find((one) => one.reference === reference),
  )
}
export function isAnswered(sale: Entry | Answered): sale is Answered {
  return 'settlement' in sale
}

/** What a person does with a sale: `taken` goes on without its answer, `givenUp` wants it cancelled. */
export function changeSale(
  kept: Kept,
  reference: string,
  change: Partial<Pick<Entry, 'taken' | 'givenUp'>>,
): Promise<void> {
  return withSale(kept, reference, (rows, entry) =>
    rows.put(keyOf('sale', entry.seq), { ...entry, ...change }),
  )
}

/** Sends it again in its old place. */
export function sendAgain(kept: Kept, reference: string): Promise<void> {
  return withSale(kept, reference, (rows, entry) =>
    rows.put(keyOf('sale', entry.seq), { ...entry, state: 'waiting', failures: 0, problem: null }),
  )
}

/** Sends it as a sale at full price; one that does not allow it stays as it is (`mayBeFullPrice`). */
export function sendAtFullPrice(kept: Kept, reference: string): Promise<void> {
  return withSale(kept, reference, async (rows, entry) => {
    const { problem } = entry
    if (!problem || !mayBeFullPrice(entry)) return
    const body = atFullPrice(entry, problem)
    await rows.put(keyOf('sale', entry.seq), { ...entry, body, state: 'waiting', failures: 0, problem: null })
  })
}

/** A person has seen to a sale that was paid after it had been given up. */
export function settleGivenUp(kept: Kept, seq: number): Promise<void> {
  return kept.transact(async (rows) => {
    const found = await rows.get<Answered>(keyOf('answered', seq))
    if (found) await rows.put(keyOf('answered', seq), { ...found, givenUp: false })
  })
}

/** Takes a sale off that was refused before anybody left: nothing of it is recorded, and it is begun anew. */
export function dismissSale(kept: Kept, reference: string): Promise<void> {
  return withSale(kept, reference, async (rows, entry) => {
    if (entry.state === 'refused') await rows.remove(keyOf('sale', entry.seq))
  })
}

/** Closes a refused or stuck sale with what a person did about it; it stays listed. One that waits stays where it is. */
export function closeSale(
  kept: Kept,
  reference: string,
  why: Pick<Closed, 'reason' | 'by' | 'at'>,
): Promise<void> {
  return withSale(kept, reference, async (rows, entry) => {
    if (entry.state === 'waiting') return
    const { seq } = entry
    await rows.remove(keyOf('sale', seq))
    await rows.put(keyOf('closed', seq), { seq, entry, ...why } satisfies Closed)
  })
}

export function closedSales(kept: Kept): Promise<Closed[]> {
  return kept.transact((rows) => rows.all<Closed>('closed/'))
}

function withSale(
  kept: Kept,
  reference: string,
  work: (rows: Rows, entry: Entry) => Promise<void>,
): Promise<void> {
  return kept.transact(async (rows) => {
    const entry = (await sales(rows)).find((one) => one.reference === reference)
    if (entry) await work(rows, entry)
  })
}
