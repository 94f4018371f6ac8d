import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Day } from '#platform/dates.ts'
import type { Language } from '#platform/messages.ts'
import { createTurns } from './turns.ts'
import type { SlipAnswer } from './slip-thread.ts'

export type SlipData = {
  /** As it is read out, with its hyphens. */
  receptionNumber: string
  /** Where the claim is shown; in the QR code. */
  receptionUrl: string
  warrantyNumber: string
  item: { code: string; name: string | null; serialNumber: string | null }
  store: { name: string; address?: string | null }
  /** Lines to fill in by hand stand for what is null. */
  from: { name: string | null; address: string | null }
  /** In few words; what is longer than three lines is cut. */
  fault: string
  acceptedOn: Day | null
  language: Language
}

const program = join(import.meta.dirname, 'slip-thread.ts')
const limitMs = 20_000
const idleMs = 60_000

const inTurn = createTurns({ atOnce: 1, mostWaiting: 200, mostWaitingBytes: Infinity })
let idle: { thread: Worker; end: NodeJS.Timeout } | undefined

/**
 * The return slip as PDF: one page A4, to be cut into a part that goes with the item and one that stays. Japanese, with
 * the person's language beneath. Any text is printed somehow; none makes it fail or grow. Drawn beside the event loop.
 * @throws busy where too many wait
 */
export function renderSlip(data: SlipData): Promise<Buffer> {
  return inTurn(0, async () => {
    const thread = takeThread()
    try {
      const answer = await ask(thread, data)
      keepThread(thread)
      if ('failure' in answer) throw new Error(`the slip was not drawn: ${answer.failure}`)
      return Buffer.from(answer.pdf)
    } catch (error) {
      if (idle?.thread !== thread) await thread.terminate()
      throw error
    }
  })
}

function ask(thread: Worker, data: SlipData): Promise<SlipAnswer> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer)
      thread.off('message', answered).off('error', failed).off('exit', ended)
    }
    const answered = (answer: SlipAnswer) => {
      done()
      resolve(answer)
    }
    const failed = (error: Error) => {
      done()
      reject(error)
    }
    const ended = () => failed(new Error('the thread that draws slips ended'))
    const timer = setTimeout(() => failed(new Error('drawing the slip took too long')), limitMs)
    thread.on('message', answered).on('error', failed).on('exit', ended)
    thread.postMessage(data, [])
  })
}

function takeThread(): Worker {
  if (!idle) return startThread()
  const { thread, end } = idle
  idle = undefined
  clearTimeout(end)
  thread.ref()
  return thread
}

function startThread(): Worker {
  const thread = new Worker(program, {
    execArgv: [],
    // It draws, and needs no setting of ours.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  return thread.on('error', () => forget(thread)).on('exit', () => forget(thread))
}

/** For the next slip; without one it ends after a while, and never keeps the process from ending. */
function keepThread(thread: Worker): void {
  thread.unref()
  const end = setTimeout(() => {
    forget(thread)
    void thread.terminate()
  }, idleMs).unref()
  idle = { thread, end }
}

function forget(thread: Worker): void {
  if (idle?.thread !== thread) return
  clearTimeout(idle.end)
  idle = undefined
}
