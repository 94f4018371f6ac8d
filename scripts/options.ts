import { parseArgs } from 'node:util'
import type { ParseArgsConfig } from 'node:util'

/**
 * Reads the options of a command. `--help` prints how it is called; what it does not know ends it with 2 and the same
 * text, before anything is done.
 */
export function readOptions<T extends ParseArgsConfig>(
  usage: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  if (process.argv.includes('--help')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    return parseArgs(config)
  } catch (error) {
    return refuse(usage, (error as Error).message)
  }
}

/** The names in a list such as `a,b`, of which each must be known. */
export function chosenOf(usage: string, list: string | undefined, known: readonly string[]): string[] | null {
  if (list === undefined) return null
  const names = list.split(',')
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) refuse(usage, `There is no ${unknown.join(', ')}; there are ${known.join(', ')}.`)
  return names
}

function refuse(usage: string, why: string): never {
  console.error(`${why}\n\n${usage}`)
  process.exit(2)
}
