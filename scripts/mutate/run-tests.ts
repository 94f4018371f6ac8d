import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { runNode } from '#scripts/children.ts'

export type Counts = { passed: number; failed: number }

/** Runs test files of a tree until the first fails, and counts. Tests of nothing but rules need no database. */
export async function runTests(root: string, files: readonly string[]): Promise<Counts> {
  const report = join(root, 'mutate.json')
  rmSync(report, { force: true })
  const pure = files.every((file) => !readFileSync(join(root, file), 'utf8').includes('#test/support'))
  const { code } = await runNode(
    [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      `--root=${root}`,
      '--bail=1',
      '--reporter=json',
      `--outputFile=${report}`,
      ...(pure ? ['--config', join(root, 'test', 'mutations', 'vitest.config.ts')] : ['--project', 'server']),
      ...files,
    ],
    // The copy uses the database server of the tree.
    { env: { MAMORI_DATA: process.env['MAMORI_DATA'] ?? join(process.cwd(), '.data') } },
  )
  if (!existsSync(report)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
  }
  // A file that cannot be loaded fails without a test, and tells of no rule.
  return code === 0
    ? { passed: numPassedTests, failed: 0 }
    : { passed: numPassedTests, failed: numFailedTests }
}
