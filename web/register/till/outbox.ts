import { ApiError, NetworkError, isSignedOut } from '#api/errors.ts'
import { randomKey } from '#api/query.ts'
import { cancelSettlement, createSettlement } from '#api/till.ts'
import type { Kept } from './kept.ts'
import { keptInMemory } from './kept.ts'
import { keptOnDisk } from './kept-on-disk.ts'
import { networkNow, noteNetwork, subscribeNetwork } from './network.ts'
import { observable, useObservable } from './observable.ts'
import { answeredSales, closedSales, drain, openSales, settleGivenUp } from './queue.ts'
import type { Answered, Closed, Drained, Entry, Outcome, Sender } from './queue.ts'
import type { Problem, SettlementRequest } from './types.ts'

/** What waits on this device, and what was answered lately, as pages show it. */
export type Outbox = {
  open: readonly Entry[]
  answered: readonly Answered[]
  closed: readonly Closed[]
  lasting: boolean
}

const outbox = observable<Outbox>({ open: [], answered: [], closed: [], lasting: true })
export const useOutbox = () => useObservable(outbox)

const everyMs = 3000
const tab = randomKey()
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('mamori-register')

let opened: Promise<Kept> | undefined
/** Where sales are kept; a browser that stores nothing keeps them until the page closes, and the page says so. */
export function kept(): Promise<Kept> {
  opened ??= keptOnDisk().catch(() => {
    outbox.set((now) => ({ ...now, lasting: false }))
    return keptInMemory()
  })
  return opened
}

/** Looks at what is kept and tells the pages, those of other tabs too. */
export async function refreshOutbox(tell = true): Promise<void> {
  const here = await kept()
  const [open, answered, closed] = [await openSales(here), await answeredSales(here), await closedSales(here)]
  outbox.set((now) => ({ ...now, open, answered, closed }))
  // A channel of one origin takes no address.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  if (tell) channel?.postMessage('changed')
}

const sender: Sender = { tab, now: () => Date.now(), send: (body) => send(body) }

/** Sends what waits, in order. @param until stops once this sale has its answer */
export async function sendWaiting(until?: string): Promise<Drained> {
  const end = await drain(await kept(), sender, until)
  await refreshOutbox()
  return end
}

async function send(body: SettlementRequest): Promise<Outcome> {
  try {
    const settlement = await createSettlement(body)
    noteNetwork(true)
    return { kind: 'answered', settlement }
  } catch (error) {
    return outcomeOf(error)
  }
}

/** Answers of a gateway or of a server that starts: it may have happened or not. */
const passing: readonly number[] = [408, 425, 429, 502, 503, 504]
function outcomeOf(error: unknown): Outcome {
  if (error instanceof NetworkError) {
    noteNetwork(false)
    return { kind: 'unreachable' }
  }
  if (isSignedOut(error)) return { kind: 'signed_out' }
  if (!(error instanceof ApiError) || passing.includes(error.status)) return { kind: 'unreachable' }
  const { code, status, errors, requestId } = error
  const problem: Problem = { code, status, errors, requestId }
  return status >= 500 ? { kind: 'failed', problem } : { kind: 'refused', problem }
}

/** What was given up while nobody knew its outcome is cancelled when it turns out to wait still. */
async function cancelGivenUp(): Promise<void> {
  for (const { seq, settlement, givenUp } of outbox.get().answered) {
    if (!givenUp || !['awaiting_buyer', 'processing'].includes(settlement.state)) continue
    const { state } = await cancelSettlement(settlement.id).catch(() => settlement)
    if (state === 'failed') await settleGivenUp(await kept(), seq)
  }
  await refreshOutbox()
}

/** Keeps the queue moving until the returned function is called. */
export function watchOutbox(): () => void {
  let busy = false
  async function turn() {
    if (busy || !networkNow().online) return
    busy = true
    try {
      if (outbox.get().open.some(({ state }) => state === 'waiting')) {
        await sendWaiting()
        await cancelGivenUp()
      }
    } finally {
      busy = false
    }
  }
  const heard = () => void refreshOutbox(false)
  void refreshOutbox(false).then(turn)
  const timer = setInterval(() => void turn(), everyMs)
  const unsubscribe = subscribeNetwork(() => void turn())
  channel?.addEventListener('message', heard)
  return () => {
    clearInterval(timer)
    unsubscribe()
    channel?.removeEventListener('message', heard)
  }
}
