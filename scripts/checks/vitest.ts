import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

import { runNode } from '#scripts/children.ts'

import { failure, total } from './outcome.ts'
import type { Outcome } from './outcome.ts'

const root = resolve(import.meta.dirname, '..', '..')

/** Runs one vitest project and counts from what its reporter wrote, never from its exit code alone. */
export async function runVitest(
  project: string,
  patterns: string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const counts = join(root, 'reports', `${project}.json`)
  rmSync(counts, { force: true })
  const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=./scripts/checks/reporter.ts']
  const narrowed = patterns.length ? ['--passWithNoTests', ...patterns] : []
  const { code } = await runNode([vitest, 'run', '--project', project, ...reporters, ...narrowed], {
    // Every test file loads the same libraries in a process of its own.
    env: { ...env, MAMORI_COUNTS: counts, NODE_COMPILE_CACHE: join(root, '.cache', 'node') },
    output: 'show',
  })
  const name = `vitest ${project}`
  if (!existsSync(counts)) return failure(name, `ended with code ${code} before it could report`)
  const outcome = JSON.parse(readFileSync(counts, 'utf8')) as Outcome
  if (code !== 0 && outcome.failed === 0) return total([outcome, failure(name, `ended with code ${code}`)])
  if (outcome.passed + outcome.failed === 0 && !patterns.length) return failure(name, 'no test was seen')
  return outcome
}
