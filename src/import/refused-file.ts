import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import type { Problem } from '#platform/errors.ts'
import type { Entry } from './entries.ts'
import { ImportFailure } from './failure.ts'
import { callersPath } from './open-file.ts'
import type { InputFile } from './open-file.ts'

/**
 * The rows that an import refuses, as NDJSON, with the reason and the row as it came. Made anew by every run, which
 * reads the whole file again; readable by its owner alone, because rows name people.
 */
export class RefusedFile {
  readonly path: string
  readonly #descriptor: number
  #lines = 0

  constructor(path: string) {
    this.path = path
    try {
      this.#descriptor = openSync(path, 'w', 0o600)
    } catch (error) {
      throw new ImportFailure(
        `${path} for the refused rows cannot be written (${(error as Error).message}); name another with --refused.`,
      )
    }
  }

  write(
    refused: readonly { entry: Pick<Entry, 'row' | 'rows' | 'reference' | 'original'>; problem: Problem }[],
  ): void {
    if (refused.length === 0) return
    this.#lines += refused.length
    const text = refused.map(({ entry, problem }) => {
      const { row, rows, reference, original } = entry
      return `${JSON.stringify({ row, rows, reference, code: problem.code, detail: problem.message, errors: problem.errors, original })}\n`
    })
    writeSync(this.#descriptor, text.join(''))
  }

  /** Nothing refused leaves no file. */
  close(): void {
    closeSync(this.#descriptor)
    if (this.#lines === 0) rmSync(this.path, { force: true })
  }
}

/** Beside the file, unless said. */
export function refusedPath(file: InputFile, given: string | undefined): string {
  if (given !== undefined) return callersPath(given)
  return file.path === null ? callersPath('import.refused.ndjson') : `${file.path}.refused.ndjson`
}
