import { resolve } from 'node:path'

import { provideAccounting } from './accounting.ts'
import { failure, skip, summary, total } from './checks/outcome.ts'
import type { Outcome } from './checks/outcome.ts'
import {
  checkFormat,
  checkGenerated,
  checkLint,
  checkMutations,
  checkTypes,
  checkWebBuild,
} from './checks/programs.ts'
import { runVitest } from './checks/vitest.ts'
import { killChildren } from './children.ts'
import { provideChromium } from './chromium.ts'
import { withDatabase } from './database.ts'
import { chosenOf, readOptions } from './options.ts'
import { listenForEnd } from './signals.ts'
import { seconds } from './steps.ts'

const usage = `npm test [-- OPTIONS] [-- PATTERN …]
Runs all checks, or the tests of files whose path has one of the patterns.
  --only LIST  of types,lint,format,generated,server,mutations,web,browser
  --long       with the long forms of tests that have one, and mutations`
const { values, positionals: patterns } = readOptions(usage, {
  options: { long: { type: 'boolean', default: false }, only: { type: 'string' } },
  allowPositionals: true,
})
process.chdir(resolve(import.meta.dirname, '..'))
if (values.long) process.env['MAMORI_LONG'] = '1'

const ending = listenForEnd(() => {
  killChildren('SIGTERM')
  setTimeout(() => killChildren('SIGKILL'), 5_000).unref()
})

type Check = { name: string; group: string; run: () => Promise<Outcome> }
const checks: Check[] = [
  { name: 'types of the server', group: 'types', run: () => checkTypes('tsconfig.json') },
  { name: 'types of the web', group: 'types', run: () => checkTypes('web/tsconfig.json') },
  { name: 'lint', group: 'lint', run: checkLint },
  { name: 'format', group: 'format', run: checkFormat },
  { name: 'generated files', group: 'generated', run: checkGenerated },
  { name: 'server tests', group: 'server', run: serverTests },
  ...(values.long ? [{ name: 'mutations', group: 'mutations', run: checkMutations }] : []),
  { name: 'web build', group: 'web', run: checkWebBuild },
  { name: 'browser tests', group: 'browser', run: browserTests },
]
const known = [...new Set([...checks.map(({ group }) => group), 'mutations'])]
const groups = chosenOf(usage, values.only, known) ?? (patterns.length ? ['server', 'web', 'browser'] : null)
const chosen = checks.filter(({ group }) => !groups || groups.includes(group))

const needServer = chosen.some(({ group }) => ['generated', 'server', 'mutations', 'browser'].includes(group))

const runAll = async (): Promise<Outcome[]> => {
  const all: Outcome[] = []
  for (const check of chosen) if (!ending.signal.aborted) all.push(await timed(check))
  return all
}
const result = total(needServer ? await withTestServer(runAll) : await runAll())
console.log(summary(result))
process.exit(ending.signal.aborted ? 130 : result.failed > 0 ? 1 : 0)

/** Holds the database server for the whole run, so that each check finds it running and the last one stops it. */
async function withTestServer(work: () => Promise<Outcome[]>): Promise<Outcome[]> {
  try {
    const server = await withDatabase('test', (line) => console.log(`  ${line}`))
    try {
      return await work()
    } finally {
      await server.stop()
    }
  } catch (error) {
    return [failure('test database', error instanceof Error ? error.message : String(error))]
  }
}

async function timed({ name, run }: Check): Promise<Outcome> {
  const started = performance.now()
  const outcome = await run().catch((error: unknown) => failure(name, String(error)))
  const counts = `${outcome.passed} passed, ${outcome.failed} failed`
  console.log(`${outcome.failed ? '✗' : '✓'} ${name} ${seconds(started)} (${counts})`)
  return outcome
}

async function serverTests(): Promise<Outcome> {
  provideAccounting((line) => console.log(`  ${line}`))
  return await runVitest('server', patterns)
}

async function browserTests(): Promise<Outcome> {
  const chromium = provideChromium((line) => console.log(`  ${line}`))
  if ('missing' in chromium) return skip('browser tests', chromium.missing)
  return await runVitest('browser', patterns, { CHROMIUM: chromium.path })
}
