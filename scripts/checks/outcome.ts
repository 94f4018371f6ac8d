/** What a check came to; every check of `npm test` ends as one of these. */
export type Outcome = {
  passed: number
  failed: number
  failures: { name: string; reason: string }[]
  skips: { name: string; reason: string }[]
}

/** A check that is one test by itself and passed. */
export function pass(): Outcome {
  return { passed: 1, failed: 0, failures: [], skips: [] }
}

/** A check that is one test by itself, or could not even count its tests, and failed. */
export function failure(name: string, reason: string): Outcome {
  return { passed: 0, failed: 1, failures: [{ name, reason }], skips: [] }
}

/** Tests that this machine cannot run; said, never silent. */
export function skip(name: string, reason: string): Outcome {
  return { passed: 0, failed: 0, failures: [], skips: [{ name, reason }] }
}

/** All outcomes as one; a run that saw no test at all has failed. */
export function total(outcomes: Outcome[]): Outcome {
  const all: Outcome = {
    passed: outcomes.reduce((sum, outcome) => sum + outcome.passed, 0),
    failed: outcomes.reduce((sum, outcome) => sum + outcome.failed, 0),
    failures: outcomes.flatMap((outcome) => outcome.failures),
    skips: outcomes.flatMap((outcome) => outcome.skips),
  }
  return all.passed + all.failed > 0 ? all : total([failure('npm test', 'no test was seen'), all])
}

/** The last lines of a run: what failed, what was skipped and why, and the counts as the very last line. */
export function summary({ passed, failed, failures, skips }: Outcome): string {
  return [
    '',
    ...failures.map(({ name, reason }) => `FAILED  ${name}: ${reason}`),
    ...skips.map(({ name, reason }) => `skipped ${name}: ${reason}`),
    `${passed} passed, ${failed} failed${skips.length ? `, ${skips.length} skipped` : ''}`,
  ].join('\n')
}
