import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

type Reply = { id: number; value?: unknown; error?: string }

/** A program of the bench in a process of its own, so that its work is not ours and its engine stays warm. */
export class Child {
  readonly #process: ChildProcess
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  #next = 0

  /** @param file relative to bench/ */
  constructor(file: string) {
    this.#process = fork(join(import.meta.dirname, file), { serialization: 'advanced' })
    this.#process.on('message', (reply: Reply) => {
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (reply.error === undefined) waiting?.resolve(reply.value)
      else waiting?.reject(new Error(reply.error))
    })
    this.#process.on('exit', (code) => {
      for (const waiting of this.#waiting.values()) waiting.reject(new Error(`${file} ended with ${code}`))
      this.#waiting.clear()
    })
  }

  ask<T>(job: unknown): Promise<T> {
    const id = (this.#next += 1)
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.#process.send({ id, job })
    })
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    this.#process.kill()
    await once(this.#process, 'exit')
  }
}

/** The child's side: answers each job; ends with its parent. */
export function answerJobs(work: (job: never) => Promise<unknown>): void {
  process.on('message', ({ id, job }: { id: number; job: never }) => {
    const send = (reply: Reply) => process.connected && process.send?.(reply)
    work(job).then(
      (value) => send({ id, value }),
      (error: unknown) =>
        send({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
  })
  process.on('disconnect', () => process.exit())
}
