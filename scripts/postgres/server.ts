import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

import { waitUntilAnswers } from './answers.ts'
import { serverEnvironment } from './initialise.ts'
import type { Places, Purpose } from './places.ts'
import { isGone, livePostmaster, orphansOf, removeStalePidFile } from './processes.ts'
import { settingsOf } from './settings.ts'
import { makeSocketFolder, urlOf } from './socket.ts'
import { freePort, writeState } from './state.ts'
import type { State } from './state.ts'

/**
 * Starts the server in a session of its own, so that no signal meant for us reaches it, and waits until it answers.
 * Tries again for some seconds where the port is taken or a killed predecessor is not quite gone.
 */
export async function launch(
  purpose: Purpose,
  places: Places,
  postgres: string,
  state: State,
): Promise<State> {
  const giveUp = Date.now() + 15_000
  const callOrphansOff = Date.now() + 2_000
  let current = state
  let withSocket = true
  for (;;) {
    removeStalePidFile(places.data)
    const sockets = withSocket ? makeSocketFolder(places) : null
    const failure = await launchOnce(places, postgres, settingsOf(purpose, current.port, sockets), current)
    if (!failure) return current
    if (Date.now() > giveUp) throw new Error(`PostgreSQL did not start:\n${failure}`)
    if (/Unix-domain sockets|could not bind Unix/.test(failure)) withSocket = false
    else if (/could not bind IPv4|TCP\/IP sockets/.test(failure)) {
      current = { ...current, port: await freePort() }
      writeState(places.state, current)
    } else if (!/shared memory block|lock file|is still in use/.test(failure)) {
      throw new Error(`PostgreSQL did not start:\n${failure}`)
    } else {
      if (Date.now() > callOrphansOff) for (const pid of orphansOf(places.data)) process.kill(pid, 'SIGQUIT')
      await sleep(100)
    }
  }
}

/** Null when the server answers, else the end of its log. */
async function launchOnce(
  places: Places,
  postgres: string,
  settings: string[],
  state: State,
): Promise<string | null> {
  const log = openSync(places.log, tooLong(places.log) ? 'w' : 'a', 0o600)
  const logStart = statSync(places.log).size
  const child = spawn(postgres, ['-D', places.data, ...settings], {
    ...places.account,
    cwd: '/',
    env: serverEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', () => resolve(readFileSync(places.log).subarray(logStart).toString('utf8').trim()))
  })
  child.unref()
  const answered = waitUntilAnswers(() => urlOf(places, state), 120_000)
  const failure = await Promise.race([ended, answered.promise])
  answered.cancel()
  child.removeAllListeners('exit')
  return failure
}

function tooLong(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function shutDown(places: Places): Promise<void> {
  const pid = livePostmaster(places.data)
  if (pid === null) return
  process.kill(pid, 'SIGINT')
  const lose = Date.now() + 20_000
  while (!isGone(pid)) {
    if (Date.now() > lose) process.kill(pid, 'SIGQUIT')
    await sleep(10)
  }
}
