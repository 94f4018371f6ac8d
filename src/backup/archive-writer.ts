import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack } from 'tar-stream'
import { BackupFailure } from './failure.ts'

/** A stream of unknown length travels as entries of this size, so that memory stays flat. */
const partBytes = 2 * 1024 * 1024

/**
 * Writes a backup file. It has another name until it is whole, so that a backup that was broken off is not taken for
 * one.
 */
export class ArchiveWriter {
  readonly #pack = pack()
  readonly #file: string
  readonly #written: Promise<void>
  #failure: Error | undefined
  #onFailure: (error: Error) => void = () => {}

  constructor(file: string) {
    if (existsSync(file)) throw new BackupFailure(`${file} exists already; a backup overwrites nothing.`)
    this.#file = file
    const target = createWriteStream(`${file}.part`, { mode: 0o600 })
    // More work for the processor would make the file little smaller and the backup much slower.
    this.#written = pipeline(this.#pack, createGzip({ level: 2 }), target)
    this.#written.catch((error: unknown) => {
      this.#failure = error as Error
      this.#onFailure(this.#failure)
    })
  }

  /** One entry of known content. */
  add(name: string, content: Buffer): Promise<void> {
    return new Promise((resolve, reject) => {
      // A full disk ends the file while the entry still waits for it.
      this.#onFailure = reject
      if (this.#failure !== undefined) reject(this.#failure)
      else
        this.#pack.entry({ name, mtime: new Date(0) }, content, (error) =>
          error ? reject(error) : resolve(),
        )
    })
  }

  /** A stream as numbered entries below a name. */
  async addParts(
    name: string,
    extension: string,
    source: Readable,
    told: (bytes: number) => void = () => {},
  ): Promise<{ bytes: number; sha256: string }> {
    const hash = createHash('sha256')
    let bytes = 0
    let part = 0
    let waiting: Buffer[] = []
    let size = 0
    const write = async () => {
      part += 1
      await this.add(`${name}/${String(part).padStart(6, '0')}.${extension}`, Buffer.concat(waiting))
      waiting = []
      size = 0
    }
    for await (const chunk of source as AsyncIterable<Buffer>) {
      hash.update(chunk)
      bytes += chunk.length
      size += chunk.length
      waiting.push(chunk)
      if (size >= partBytes) await write()
      told(bytes)
    }
    if (size > 0) await write()
    return { bytes, sha256: hash.digest('hex') }
  }

  /** Ends the file, waits until the disk has it, and gives it its name. */
  async finish(): Promise<void> {
    this.#pack.finalize()
    await this.#written
    const handle = await open(`${this.#file}.part`, 'r+')
    await handle.sync()
    await handle.close()
    await rename(`${this.#file}.part`, this.#file)
  }

  async abandon(): Promise<void> {
    this.#pack.destroy()
    await this.#written.catch(() => {})
    await rm(`${this.#file}.part`, { force: true })
  }
}
