import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const call = (command: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, command), ...args], { encoding: 'utf8', cwd: root })

describe.each([
  'scripts/start.ts',
  'scripts/test.ts',
  'scripts/generate.ts',
  'scripts/mutate.ts',
  'bench/run.ts',
])('%s', (command) => {
  test('says how it is called', () => {
    const { status, stdout, stderr } = call(command, '--help')
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^npm (?:start|test|run \w+)/)
  })

  test('does nothing with an option that it does not know', () => {
    const { status, stdout, stderr } = call(command, '--fast')
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/'--fast'[^]*\n\nnpm /)
    expect(stderr).not.toContain('    at ')
  })
})

test.each([
  ['scripts/test.ts', 'types'],
  ['scripts/generate.ts', 'openapi'],
  ['bench/run.ts', 'quotes'],
])('%s names what there is where one is asked for that is not', (command, known) => {
  const { status, stderr } = call(command, '--only', `${known},everything`)
  expect(status).toBe(2)
  expect(stderr).toMatch(new RegExp(`There is no everything; there are .*${known}`))
})
