import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Readable, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { ImportFailure } from './failure.ts'

export type InputFile = {
  /** As it is called in messages. */
  name: string
  /** Where files beside it go; null for standard input. */
  path: string | null
  /** Bytes on the disk, and those of them read so far: how far an import has come. */
  size: number | null
  bytesRead(): number
  /** What it holds, unpacked and without a byte order mark. */
  chunks: AsyncIterable<Buffer>
  /** Stops reading, even where the other side has stopped sending; `chunks` then fails. */
  close(): void
}

const gzipMagic = Buffer.from([0x1f, 0x8b])
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

/** A path as the caller means it: npm starts us in the project's folder, whatever folder the caller is in. */
export function callersPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
}

/**
 * Opens a file, or standard input for `-`. Gzip is known by its first bytes, not by its name.
 * @throws ImportFailure where it cannot be read; later, from `chunks`, where it breaks off
 */
export async function openFile(given: string): Promise<InputFile> {
  const path = given === '-' ? null : callersPath(given)
  const name = given === '-' ? 'standard input' : given
  const size = path === null ? null : await sizeOf(path, name)
  const source = path === null ? process.stdin : createReadStream(path, { highWaterMark: 64 * 1024 })
  let read = 0
  async function* counted(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        read += chunk.length
        yield chunk
      }
    } catch (error) {
      throw new ImportFailure(`${name} cannot be read: ${(error as Error).message}`)
    }
  }
  const chunks = withoutMark(unpacked(counted(), given, name))
  return { name, path, size, bytesRead: () => read, chunks, close: () => void source.destroy() }
}

async function sizeOf(path: string, name: string): Promise<number | null> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) throw new ImportFailure(`${name} is a folder, not a file.`)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (error instanceof ImportFailure) throw error
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new ImportFailure(
      missing ? `There is no file ${name}.` : `${name} cannot be opened: ${(error as Error).message}`,
    )
  }
}

async function* unpacked(
  chunks: AsyncGenerator<Buffer>,
  given: string,
  name: string,
): AsyncGenerator<Buffer> {
  const { head, all } = await peek(chunks, gzipMagic.length)
  if (!head.subarray(0, 2).equals(gzipMagic)) {
    if (given.endsWith('.gz') && head.length > 0)
      throw new ImportFailure(`${name} is not gzip, though its name says so.`)
    yield* all
    return
  }
  const gunzip = createGunzip()
  let failure: Error | undefined
  // The failure reaches us by iterating as well; one of the source has a better sentence than what gunzip makes of it.
  pipeline(Readable.from(all), gunzip, (error) => (failure = error ?? undefined))
  try {
    for await (const chunk of gunzip) yield chunk as Buffer
  } catch (error) {
    if (failure instanceof ImportFailure) throw failure
    throw new ImportFailure(
      `${name} is broken gzip (${(error as Error).message}): fetch the whole file again.`,
    )
  }
}

async function* withoutMark(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const { head, all } = await peek(chunks, byteOrderMark.length)
  let skip = head.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark.length : 0
  for await (const chunk of all) {
    yield skip > 0 ? chunk.subarray(skip) : chunk
    skip = 0
  }
}

/** Reads until `bytes` are there, and gives everything again from the start. */
async function peek(
  chunks: AsyncGenerator<Buffer>,
  bytes: number,
): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
  let head = Buffer.alloc(0)
  while (head.length < bytes) {
    const next = await chunks.next()
    if (next.done) break
    head = Buffer.concat([head, next.value])
  }
  async function* all(): AsyncGenerator<Buffer> {
    if (head.length > 0) yield head
    yield* chunks
  }
  return { head, all: all() }
}
