import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, vi } from 'vitest'
import type { Services } from '#platform/context.ts'
import type { Screen } from '#src/import/progress.ts'
import { importFile } from '#src/import.ts'

const root = resolve(import.meta.dirname, '..', '..')

export type Summary = {
  rows: number
  reports: number
  recorded: { reports: number; rows: number }
  replayed: { reports: number; rows: number }
  refused: { reports: number; rows: number }
  refusals: Record<string, number>
  amounts: Record<string, { sales: number; returns: number; voids: number }>
  stopped: boolean
}
export type RefusedRow = {
  row: number
  rows: number
  reference: string | null
  code: string
  detail: string
  errors: { field: string; code: string }[]
  original: unknown
}

/** A folder of this file's own that goes after its last test. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'mamori-import-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs an import in this process to its end; what it says of itself. */
export async function runImport(services: Services, ...args: string[]): Promise<Summary> {
  const { code, out, err } = await tryImport(services, ...args, '--json')
  if (code !== 0) throw new Error(`the import ended with ${code}: ${err}`)
  return JSON.parse(out) as Summary
}

/** Runs an import in this process; its exit code and what it printed. */
export async function tryImport(
  services: Services,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const { DATABASE_URL, MAMORI_KEYS } = services.config
  vi.stubEnv('MAMORI_KEYS', MAMORI_KEYS)
  vi.stubEnv('LOG_LEVEL', 'silent')
  const [out, err] = [new TextSink(), new TextSink()]
  try {
    const code = await importFile(DATABASE_URL, args, { out, err })
    return { code, out: out.text, err: err.text }
  } finally {
    vi.unstubAllEnvs()
  }
}

class TextSink extends Writable implements Screen {
  text = ''
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

export function refusedRows(path: string): RefusedRow[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as RefusedRow)
}

/** Starts an import as a program of its own, as the launcher does. */
export function startImport(services: Services, ...args: string[]) {
  const { DATABASE_URL, MAMORI_KEYS = '' } = services.config
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), 'import', ...args], {
    env: { ...process.env, DATABASE_URL, MAMORI_KEYS, MAMORI_ENV: 'test', LOG_LEVEL: 'error' },
  })
  const output = { out: '', err: '' }
  let heard = () => {}
  child.stdout.on('data', (chunk: Buffer) => (output.out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => {
    output.err += chunk.toString()
    heard()
  })
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>
  return {
    child,
    output,
    /** Resolves when the program has said that this many rows are done. */
    async saysRows(least: number): Promise<void> {
      const rows = () =>
        Math.max(
          0,
          ...[...output.err.matchAll(/^([\d,]+) rows/gm)].map((found) =>
            Number(found[1]?.replaceAll(',', '')),
          ),
        )
      while (rows() < least) {
        await Promise.race([
          new Promise<void>((resolve) => (heard = resolve)),
          ended.then(() => {
            throw new Error(`the import ended too early: ${output.out}${output.err}`)
          }),
        ])
      }
    },
    /** Its exit code, or the signal that ended it. */
    async end(): Promise<number | string | null> {
      const [code, signal] = await ended
      return code ?? signal
    },
  }
}
