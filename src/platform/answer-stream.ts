import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const readSize = 64 * 1024

/**
 * An answer written while the request is still read. A client that sends everything before it reads one line must
 * not stop us, and must not fill our memory either: what it has not fetched waits in a temporary file.
 */
export class AnswerStream {
  readonly #response: ServerResponse
  #blocked = false
  #file: { descriptor: number; folder: string; written: number; read: number } | undefined
  #ended: (() => void) | undefined

  constructor(response: ServerResponse) {
    this.#response = response
    response.on('drain', () => {
      this.#blocked = false
      this.#pump()
    })
    response.on('close', () => this.#finish())
  }

  /** True once the client is gone: nothing written from now on is read by anybody. */
  get closed(): boolean {
    return this.#response.destroyed
  }

  write(text: string): void {
    if (this.closed) return
    if (!this.#blocked && this.#waiting === 0) this.#blocked = !this.#response.write(text)
    else this.#keep(Buffer.from(text))
  }

  /** Resolves when the client has everything, or is gone. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      this.#ended = resolve
      if (this.closed) this.#finish()
      else this.#pump()
    })
  }

  get #waiting(): number {
    return this.#file ? this.#file.written - this.#file.read : 0
  }

  #keep(bytes: Buffer): void {
    if (!this.#file) {
      const folder = mkdtempSync(join(tmpdir(), 'mamori-answers-'))
      this.#file = { descriptor: openSync(join(folder, 'answers'), 'w+', 0o600), folder, written: 0, read: 0 }
    }
    this.#file.written += writeSync(this.#file.descriptor, bytes, 0, bytes.length, this.#file.written)
  }

  #pump(): void {
    const file = this.#file
    while (!this.#blocked && file && file.read < file.written) {
      const chunk = Buffer.alloc(Math.min(readSize, file.written - file.read))
      file.read += readSync(file.descriptor, chunk, 0, chunk.length, file.read)
      this.#blocked = !this.#response.write(chunk)
    }
    if (this.#waiting > 0) return
    if (file) {
      ftruncateSync(file.descriptor)
      file.read = 0
      file.written = 0
    }
    if (this.#ended && !this.#response.writableEnded) this.#response.end()
  }

  #finish(): void {
    if (this.#file) {
      closeSync(this.#file.descriptor)
      rmSync(this.#file.folder, { recursive: true, force: true })
      this.#file = undefined
    }
    this.#ended?.()
  }
}
