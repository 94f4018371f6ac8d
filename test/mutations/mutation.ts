/** A rule taken away or bent, and the tests that must see it. */
export type Mutation = {
  /** The rule, as it is in whole code. */
  rule: string
  file: string
  /** Stands in the file exactly once. */
  find: string
  replace: string
  /** Test files, of which one at least must fail. */
  tests: readonly string[]
}

/** Mutations of one file with the tests of it. */
export function mutationsOf(
  file: string,
  tests: readonly string[],
  list: readonly [rule: string, find: string, replace: string][],
): Mutation[] {
  return list.map(([rule, find, replace]) => ({ rule, file, find, replace, tests }))
}
