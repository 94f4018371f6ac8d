import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import type { Secrets } from '#platform/secrets.ts'
import { BackupFailure } from './failure.ts'
import type { Facts } from './format.ts'
import { Manifest, formatVersion, manifestName, sealOf } from './format.ts'

/** A manifest is far smaller; an entry of that name that is not is none of ours. */
const manifestBytes = 64 * 1024 * 1024

export type Piece = { kind: 'tables' | 'jobs' | 'files'; name: string; content: AsyncIterable<Buffer> }

/** What one table, the jobs or one file came to. */
type Sum = { bytes: number; hash: ReturnType<typeof createHash> }

/**
 * Reads a backup from its beginning to its end, and says at the end what came.
 * @param take gets each entry; it must read the content to its end
 * @throws BackupFailure where the file is broken off, altered or none of ours
 */
export async function readArchive(
  file: string,
  secrets: Secrets,
  take: (piece: Piece) => Promise<void>,
): Promise<Facts> {
  const sums = new Map<string, Sum>()
  const tar = extract()
  const reading = pipeline(createReadStream(file), createGunzip(), tar)
  reading.catch(() => {})
  let manifest: unknown
  try {
    for await (const source of tar) {
      const { name, size } = source.header
      const entry = source as AsyncIterable<Buffer>
      if (manifest !== undefined) throw new BackupFailure(`${file} goes on after its manifest.`)
      if (name === manifestName) {
        if (size > manifestBytes) throw new BackupFailure(`The manifest of ${file} is too large.`)
        manifest = JSON.parse(Buffer.concat(await Array.fromAsync(entry)).toString())
      } else await take(pieceOf(file, name, entry, sums))
    }
    await reading
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') throw new BackupFailure(`There is no file ${file}.`)
    if (error instanceof BackupFailure || (code !== undefined && /^[0-9A-Z]{5}$/.test(code))) throw error
    throw new BackupFailure(`${file} cannot be read to its end: ${(error as Error).message}`)
  }
  if (manifest === undefined) throw new BackupFailure(`${file} is broken off: its manifest is missing.`)
  const facts = factsOf(file, manifest, secrets)
  compare(file, facts, sums)
  return facts
}

function pieceOf(file: string, name: string, entry: AsyncIterable<Buffer>, sums: Map<string, Sum>): Piece {
  const [, kind, rest = ''] = /^(tables|jobs|files)\/(.+)$/.exec(name) ?? []
  if (kind === undefined) throw new BackupFailure(`${file} is no backup of Mamori: it has an entry ${name}.`)
  const piece = kind === 'files' ? rest : rest.replace(/\/\d+\.\w+$/, '')
  const key = `${kind}/${piece}`
  let sum = sums.get(key)
  if (!sum) sums.set(key, (sum = { bytes: 0, hash: createHash('sha256') }))
  return { kind: kind as Piece['kind'], name: piece, content: counted(entry, sum) }
}

async function* counted(entry: AsyncIterable<Buffer>, sum: Sum): AsyncGenerator<Buffer> {
  for await (const chunk of entry) {
    sum.bytes += chunk.length
    sum.hash.update(chunk)
    yield chunk
  }
}

function factsOf(file: string, manifest: unknown, secrets: Secrets): Facts {
  const version = (manifest as { facts?: { format?: unknown } } | null)?.facts?.format
  if (typeof version === 'number' && version > formatVersion)
    throw new BackupFailure(
      `${file} was made by a newer Mamori (format ${version}; this one knows ${formatVersion}).`,
    )
  const parsed = Manifest.safeParse(manifest)
  if (!parsed.success) throw new BackupFailure(`The manifest of ${file} is none of ours.`)
  const { facts, seal } = parsed.data
  const unknown = facts.keyIds.filter((id) => !secrets.keyIds().includes(id))
  if (unknown.length > 0)
    throw new BackupFailure(
      `${file} holds values sealed under ${unknown.join(', ')}, which this installation does not have: set MAMORI_KEYS (or the key file) to the keys of where it was taken.`,
    )
  if (seal !== sealOf(facts, secrets))
    throw new BackupFailure(
      `${file} was altered, or taken where other keys are used: people would not be found by their contacts.`,
    )
  return facts
}

function compare(file: string, facts: Facts, sums: ReadonlyMap<string, Sum>): void {
  const expected = new Map<string, { bytes?: number; sha256: string }>([
    ...facts.tables.map((table) => [`tables/${table.name}`, table] as const),
    ['jobs/waiting', { sha256: facts.jobs.sha256 }],
    ...facts.files.map((entry) => [`files/${entry.path}`, entry] as const),
  ])
  for (const key of sums.keys())
    if (!expected.has(key))
      throw new BackupFailure(`${file} holds ${key}, of which its manifest says nothing.`)
  for (const [key, { sha256 }] of expected) {
    const found = sums.get(key)?.hash.digest('hex') ?? createHash('sha256').digest('hex')
    if (found !== sha256)
      throw new BackupFailure(`${key} in ${file} is not what was written: it was altered.`)
  }
}
