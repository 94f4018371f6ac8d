import { constants } from 'node:os'
import { readConfig } from '#platform/config.ts'
import type { Command } from './import/arguments.ts'
import { readArguments, usage } from './import/arguments.ts'
import { ImportFailure, UsageError } from './import/failure.ts'
import type { Terminal } from './import/run.ts'
import { runCommand } from './import/run.ts'
import { openServices } from './services.ts'

/** One press of Ctrl-C reaches us up to three times: from the terminal, from npm, and from the launcher. */
const samePressMs = 1000

/**
 * `npm run import -- …`: files of purchases or of a catalogue, large or small, into one store.
 * @returns the exit code: 0 every row is recorded or stands among the refused, 2 wrong use, 1 anything else that
 * failed, 128 + the signal where one stopped it
 */
export async function importFile(
  databaseUrl: string,
  args: string[],
  terminal: Terminal = { out: process.stdout, err: process.stderr },
): Promise<number> {
  let command: Command
  try {
    command = readArguments(args)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    terminal.err.write(`${error.message}\n\n${usage}\n`)
    return 2
  }
  const signals = listen()
  const services = openServices(readConfig({ ...process.env, DATABASE_URL: databaseUrl }), { listen: false })
  try {
    const finished = await runCommand(services, command, terminal, signals.stopping)
    return finished ? 0 : 128 + signals.number
  } catch (error) {
    if (!(error instanceof ImportFailure)) throw error
    terminal.err.write(`${error.message}\n`)
    return 1
  } finally {
    signals.forget()
    await services.close()
  }
}

/** The first signal lets the transaction under way end; a second one, by a person who will not wait, ends at once. */
function listen() {
  const stop = new AbortController()
  let number = 0
  let at = 0
  const onSignal = (signal: 'SIGINT' | 'SIGTERM') => {
    if (number === 0) {
      number = constants.signals[signal]
      at = performance.now()
      stop.abort()
    } else if (performance.now() - at > samePressMs) process.exit(128 + number)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    stopping: stop.signal,
    get number() {
      return number
    },
    forget() {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
