import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll } from 'vitest'
import { systemContext } from '#platform/context.ts'
import type { Services } from '#platform/context.ts'
import { readConfig } from '#platform/config.ts'
import { Progress } from '#src/backup/progress.ts'
import { openServices } from '#src/services.ts'
import { checks } from '#src/verify/checks.ts'
import { verifyData } from '#src/verify/verify-data.ts'

/** A folder of this file's own that goes after its last test. */
export function folderOfTest(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `mamori-${name}-`))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A screen that is read. */
export class Paper extends Writable {
  text = ''
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

export const quietly = () => new Progress(new Paper())

/** The services of another process with the same keys over another database. */
export function servicesOver(services: Services, url: string, environment: Record<string, string> = {}) {
  const config = readConfig({
    DATABASE_URL: url,
    MAMORI_ENV: 'test',
    MAMORI_KEYS: services.config.MAMORI_KEYS,
    LOG_LEVEL: 'silent',
    ...environment,
  })
  const opened = openServices(config, { clock: services.clock, listen: false })
  afterAll(() => opened.close())
  return opened
}

/** The names of the checks that find a fault, with all that was seen. */
export async function faultsOf(services: Services) {
  const results = await verifyData(systemContext(services, 'verify', 'cli'), checks)
  return {
    results,
    names: results.filter((result) => result.faults > 0).map((result) => result.name),
    examples: results.flatMap((result) => result.examples),
  }
}
