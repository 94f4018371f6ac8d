import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mutations } from './mutations/index.ts'

const root = join(import.meta.dirname, '..')

test('each mutation fits its file exactly once, changes it, and names tests that are there', () => {
  expect(mutations.length).toBeGreaterThanOrEqual(25)
  const faults = mutations.flatMap(({ rule, file, find, replace, tests }) => {
    const found = readFileSync(join(root, file), 'utf8').split(find).length - 1
    const missing = tests.filter((test) => !existsSync(join(root, test)))
    return [
      ...(found === 1 ? [] : [`${file}: ${rule}: found ${found} times`]),
      ...(find === replace ? [`${file}: ${rule}: changes nothing`] : []),
      ...(missing.length === 0 && tests.length > 0
        ? []
        : [`${file}: ${rule}: no tests ${missing.join(', ')}`]),
    ]
  })
  expect(faults).toEqual([])
})

test('no rule is taken away twice, and none of the places that hold money is without one', () => {
  const rules = mutations.map(({ rule, file }) => `${file}: ${rule}`)
  expect(new Set(rules).size).toBe(rules.length)
  const files = new Set(mutations.map(({ file }) => file))
  for (const file of [
    'src/modules/purchases/model.ts',
    'src/modules/purchases/compare-recorded.ts',
    'src/modules/contracts/model.ts',
    'src/modules/contracts/limits.ts',
    'src/modules/contracts/end-contracts.ts',
    'src/modules/plans/model.ts',
    'src/modules/sales/record-purchases.ts',
    'src/modules/tax/settle.ts',
    'src/modules/tax/discounts.ts',
    'src/platform/money.ts',
    'src/platform/codes.ts',
  ])
    expect(files, file).toContain(file)
})
