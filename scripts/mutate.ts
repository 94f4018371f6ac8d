import { resolve } from 'node:path'

import { mutations } from '#test/mutations/index.ts'

import { killChildren } from './children.ts'
import { withDatabase } from './database.ts'
import { copyOfTree } from './mutate/copy-of-tree.ts'
import { runMutation } from './mutate/run-mutation.ts'
import { runTests } from './mutate/run-tests.ts'
import { readOptions } from './options.ts'
import { listenForEnd } from './signals.ts'
import { seconds } from './steps.ts'

const usage = `npm run mutate [-- WORD …]
Takes rules away one by one, in a copy of the tree, and sees whether a test tells; those whose file or rule has all words.`
const { positionals } = readOptions(usage, { allowPositionals: true })
process.chdir(resolve(import.meta.dirname, '..'))
const chosen = mutations.filter(({ rule, file }) =>
  positionals.every((word) => `${file} ${rule}`.includes(word)),
)
const ending = listenForEnd(() => killChildren('SIGTERM'))

const database = await withDatabase('test', (line) => console.log(`  ${line}`))
const copy = copyOfTree(process.cwd())
let code = 0
try {
  code = await mutateAll()
} finally {
  copy.remove()
  await database.stop()
}
process.exit(ending.signal.aborted ? 130 : code)

async function mutateAll(): Promise<number> {
  const files = [...new Set(chosen.flatMap(({ tests }) => tests))]
  const whole = await runTests(copy.root, files)
  if (chosen.length === 0 || whole.failed > 0 || whole.passed === 0) {
    console.log(
      `✗ nothing can be learnt: ${chosen.length} mutations, the tests without one: ${JSON.stringify(whole)}`,
    )
    return 1
  }
  const counts = { killed: 0, survived: 0, broken: 0 }
  for (const mutation of chosen) {
    if (ending.signal.aborted) break
    const started = performance.now()
    const outcome = await runMutation(copy.root, mutation)
    counts[outcome] += 1
    const mark = outcome === 'killed' ? '✓' : '✗'
    console.log(
      `${mark} ${outcome.padEnd(8)} ${seconds(started).padStart(6)}  ${mutation.file}: ${mutation.rule}`,
    )
  }
  const broken = counts.broken > 0 ? `, ${counts.broken} no longer fit` : ''
  console.log(`\n${counts.killed} killed, ${counts.survived} survived${broken}`)
  return counts.killed === chosen.length ? 0 : 1
}
