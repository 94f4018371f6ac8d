import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Mutation } from '#test/mutations/mutation.ts'

import { runTests } from './run-tests.ts'

/** `broken`: the place is no longer there, or what was put there does not even load. */
export type Outcome = 'killed' | 'survived' | 'broken'

/** Takes one rule away, runs the tests that must see it, and puts it back. */
export async function runMutation(root: string, { file, find, replace, tests }: Mutation): Promise<Outcome> {
  const path = join(root, file)
  const whole = readFileSync(path, 'utf8')
  if (whole.split(find).length !== 2) return 'broken'
  writeFileSync(
    path,
    whole.replace(find, () => replace),
  )
  try {
    const { passed, failed } = await runTests(root, tests)
    if (failed > 0) return 'killed'
    return passed > 0 ? 'survived' : 'broken'
  } finally {
    writeFileSync(path, whole)
  }
}
