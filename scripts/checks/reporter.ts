import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import type { Reporter, TestCase, TestModule, TestSuite } from 'vitest/node'

import type { Outcome } from './outcome.ts'

/**
 * Counts what vitest's own JSON does not: a file that cannot be imported, a hook that fails (its tests then did not
 * run), a worker that died with tests pending and errors that nobody caught are failures. Written to the file
 * named by MAMORI_COUNTS.
 */
export default class CountingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly { message: string }[]): void {
    const file = process.env['MAMORI_COUNTS']
    if (!file) throw new Error('MAMORI_COUNTS must name the file to write')
    const counts: Outcome = { passed: 0, failed: 0, failures: [], skips: [] }
    for (const module of modules) countModule(module, counts)
    for (const error of unhandled) fail(counts, 'unhandled error', error.message)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(counts, null, 2)}\n`)
  }
}

function countModule(module: TestModule, counts: Outcome): void {
  const before = counts.failed
  const path = module.relativeModuleId
  const broken = brokenParents(module)
  for (const test of module.children.allTests()) countTest(test, path, broken, counts)
  for (const parent of broken) {
    const reason = parent
      .errors()
      .map((error) => error.message)
      .join('; ')
    fail(counts, parent.type === 'module' ? path : `${path} > ${parent.fullName}`, reason)
  }
  const state = module.state()
  const unfinished = state === 'queued' || state === 'pending'
  if (counts.failed === before && (unfinished || !module.ok()))
    fail(counts, path, `the file ended as ${state}`)
}

function countTest(test: TestCase, path: string, broken: Set<TestModule | TestSuite>, counts: Outcome): void {
  const name = `${path} > ${test.fullName}`
  const result = test.result()
  if (result.state === 'passed') counts.passed += 1
  else if (result.state === 'failed') fail(counts, name, result.errors[0]?.message ?? 'failed')
  else if (result.state === 'pending') fail(counts, name, 'did not end')
  else if (test.options.mode === 'run' && hasBrokenParent(test, broken))
    fail(counts, name, 'not run: a hook failed')
  else counts.skips.push({ name, reason: skipReason(test, result.note) })
}

function skipReason(test: TestCase, note: string | undefined): string {
  return (
    note ??
    test.annotations()[0]?.message ??
    (test.options.mode === 'todo' ? 'still to be written' : 'marked skip')
  )
}

function brokenParents(module: TestModule): Set<TestModule | TestSuite> {
  return new Set([module, ...module.children.allSuites()].filter((parent) => parent.errors().length > 0))
}

function hasBrokenParent(test: TestCase, broken: Set<TestModule | TestSuite>): boolean {
  let parent: TestModule | TestSuite = test.parent
  while (!broken.has(parent)) {
    if (parent.type === 'module') return false
    parent = parent.parent
  }
  return true
}

function fail(counts: Outcome, name: string, reason: string): void {
  counts.failed += 1
  counts.failures.push({ name, reason: reason.split('\n', 1)[0] ?? '' })
}
