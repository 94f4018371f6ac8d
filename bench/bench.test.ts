import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runNode } from '#scripts/children.ts'
import type { Report } from './report.ts'

/*
 * Shows that every measurement still runs against the product as it is. Times mean nothing here: the run is short and
 * shares the machine with the other tests.
 */
describe('npm run bench -- --quick', () => {
  let folder: string
  let report: Report & { versions: Record<string, string>; machine: { cores: number } }
  let output: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mamori-bench-'))
    const file = join(folder, 'bench.json')
    const run = await runNode([join(import.meta.dirname, 'run.ts'), '--quick', '--out', file])
    output = run.output
    expect(run.code, run.output).toBe(0)
    report = JSON.parse(await readFile(file, 'utf8')) as typeof report
  }, 300_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each([
    'offer look-up',
    'wallet: contracts',
    'wallet: purchases',
    'purchases one by one',
    'batch import',
    'quotes',
    'settlements',
    'one merchant',
  ])('%s has a figure and a limit', (name) => {
    const figure = report.figures.find((f) => f.name === name)
    expect(figure?.ours.perSecond).toBeGreaterThan(0)
    expect(figure?.limit.perSecond).toBeGreaterThan(0)
    expect(figure?.ratio).toBeGreaterThan(0)
  })

  test('the memory of the process is measured where the system tells it', () => {
    const cases = report.memory.map((m) => m.name)
    expect(cases).toEqual(
      process.platform === 'linux' ? ['reads while it sends', 'sends everything first'] : [],
    )
    for (const { mostMb } of report.memory) expect(mostMb).toBeGreaterThan(0)
  })

  test('the report says what it was measured on, and that the disk was waited for', () => {
    expect(report.machine.cores).toBeGreaterThan(0)
    expect(report.versions['node']).toBe(process.versions.node)
    expect(output).toContain(
      `fsync ${report.settings['fsync']}, synchronous_commit ${report.settings['synchronous_commit']}`,
    )
    if (process.env['DATABASE_URL'] === undefined)
      expect(report.settings).toMatchObject({ fsync: 'on', synchronous_commit: 'on' })
  })
})
