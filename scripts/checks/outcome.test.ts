import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { expect, it } from 'vitest'

import { runNode } from '#scripts/children.ts'

import { failure, pass, skip, summary, total } from './outcome.ts'
import type { Outcome } from './outcome.ts'

const root = resolve(import.meta.dirname, '..', '..')

it('sums outcomes and ends with the counts', () => {
  const text = summary(total([pass(), pass(), failure('lint', 'ended with code 1')]))
  expect(text.split('\n').at(-1)).toBe('2 passed, 1 failed')
  expect(text).toContain('FAILED  lint: ended with code 1')
  expect(
    summary(total([pass(), skip('browser', 'no Chromium')]))
      .split('\n')
      .at(-1),
  ).toBe('1 passed, 0 failed, 1 skipped')
})

it('fails when nothing was seen', () => {
  expect(total([]).failed).toBe(1)
  expect(total([skip('all', 'no reason')]).failed).toBe(1)
})

it('counts what did not come as far as a test', async () => {
  const outcome = await runFiles({
    'fine.test.ts':
      "import { it } from 'vitest'\nit('a', () => {})\nit('b', (ctx) => { ctx.skip('too cold') })",
    'hook.test.ts': `import { afterAll, beforeAll, describe, it } from 'vitest'
      describe('before', () => { beforeAll(() => { throw new Error('no set-up') }); it('c', () => {}); it('d', () => {}) })
      describe('after', () => { afterAll(() => { throw new Error('no tear-down') }); it('e', () => {}) })`,
    'import.test.ts': "import './missing.ts'",
    'empty.test.ts': 'export {}',
    'late.test.ts': `import { it } from 'vitest'
      it('f', async () => { setTimeout(() => { throw new Error('late') }, 1); await new Promise((r) => setTimeout(r, 50)) })`,
    'dies.test.ts': `import { it } from 'vitest'
      it('g', async () => { process.kill(process.pid, 'SIGKILL'); await new Promise((r) => setTimeout(r, 5000)) })`,
  })
  expect(outcome.passed).toBe(3)
  expect(outcome.skips).toEqual([{ name: 'fine.test.ts > b', reason: 'too cold' }])
  const failures = outcome.failures.map(({ name, reason }) => `${name}: ${reason}`)
  expect(failures).toHaveLength(outcome.failed)
  for (const expected of [
    'hook.test.ts > before > c: not run: a hook failed',
    'hook.test.ts > before > d: not run: a hook failed',
    'hook.test.ts > before: no set-up',
    'hook.test.ts > after: no tear-down',
    'dies.test.ts > g: did not end',
    'unhandled error: late',
  ]) {
    expect(failures).toContain(expected)
  }
  expect(failures.filter((text) => /^(import|empty)\.test\.ts: /.test(text))).toHaveLength(2)
})

async function runFiles(files: Record<string, string>): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'mamori-counts-'))
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source)
    const counts = join(folder, 'counts.json')
    const reporter = join(root, 'scripts', 'checks', 'reporter.ts')
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
    writeFileSync(
      join(folder, 'vitest.config.ts'),
      "export default { test: { pool: 'forks', maxWorkers: 2 } }",
    )
    await runNode([vitest, 'run', '--root', folder, `--reporter=${reporter}`], {
      env: { MAMORI_COUNTS: counts },
    })
    const { default: outcome } = (await import(counts, { with: { type: 'json' } })) as { default: Outcome }
    return outcome
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
