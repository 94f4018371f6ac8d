import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { probe } from './postgres/answers.ts'
import { nativeFolder, reachableBinaries } from './postgres/binaries.ts'
import { lockExclusive, lockShared, tryLockExclusive } from './lock.ts'
import { initialise } from './postgres/initialise.ts'
import { makeHome, placesOf } from './postgres/places.ts'
import type { Places, Purpose } from './postgres/places.ts'
import { livePostmaster } from './postgres/processes.ts'
import { launch, shutDown } from './postgres/server.ts'
import { urlOf } from './postgres/socket.ts'
import { newState, readState, writeState } from './postgres/state.ts'
import type { State } from './postgres/state.ts'

export type { Purpose } from './postgres/places.ts'

export type EnsureOptions = {
  purpose: Purpose
  log?: (line: string) => void
  /** Instead of the repo's .data; tests give a folder of their own. */
  folder?: string
}

export type RunningPostgres = {
  /** Address of the maintenance database `postgres`; see ensureDatabase. */
  url: string
  /** True when the server ran before we came. */
  adopted: boolean
  /** Says that we need it no longer; whoever says so last stops the server. */
  stop: () => Promise<void>
}

/**
 * Starts PostgreSQL from the binaries that came by npm, or adopts the one that already runs. The server lives in a
 * session of its own and survives our death; the next start finds it. Any number of callers share one server.
 */
export async function ensurePostgres(options: EnsureOptions): Promise<RunningPostgres> {
  const places = placesOf(options.purpose, nativeFolder(), options.folder)
  if (places.outside && !existsSync(places.data)) {
    options.log?.(`this folder is closed to the database's account: its data lives in ${places.home}`)
  }
  makeHome(places)
  const starting = await lockExclusive(places.startLock)
  try {
    const using = await lockShared(places.useLock)
    try {
      const running = await adopt(places)
      const state = running ?? (await start(options.purpose, places, options.log))
      const stop = async (): Promise<void> => {
        using.release()
        await stopIfUnused(places)
      }
      return { url: urlOf(places, state), adopted: running !== null, stop }
    } catch (error) {
      using.release()
      throw error
    }
  } finally {
    starting.release()
  }
}

/** The running server's port and password, or null when none runs; waits for one that is coming up or going down. */
async function adopt(places: Places): Promise<State | null> {
  const state = readState(places.state)
  if (!state) return null
  const giveUp = Date.now() + 60_000
  while (livePostmaster(places.data) !== null) {
    if ((await probe(urlOf(places, state))) === 'ready') return state
    if (Date.now() > giveUp) throw new Error(`PostgreSQL runs but does not answer; see ${places.log}`)
    await sleep(50)
  }
  return null
}

async function start(purpose: Purpose, places: Places, log: EnsureOptions['log']): Promise<State> {
  const { initdb, postgres } = reachableBinaries(places)
  const fresh = !existsSync(join(places.data, 'PG_VERSION'))
  const known = readState(places.state)
  if (!fresh) checkData(places, known)
  const state = known ?? (await newState())
  if (fresh) {
    log?.('making an empty PostgreSQL 18 data folder')
    writeState(places.state, state)
    initialise(places, initdb, state.password, purpose !== 'test')
  }
  return await launch(purpose, places, postgres, state)
}

function checkData(places: Places, known: State | null): void {
  const version = readFileSync(join(places.data, 'PG_VERSION'), 'utf8').trim()
  if (version !== '18') {
    throw new Error(
      `${places.data} was made by PostgreSQL ${version}; the binaries here are 18. Move it away.`,
    )
  }
  if (!known) {
    throw new Error(
      `${places.state} with the password of ${places.data} is missing. Put it back, or move both away.`,
    )
  }
}

async function stopIfUnused(places: Places): Promise<void> {
  const starting = await lockExclusive(places.startLock)
  try {
    const unused = tryLockExclusive(places.useLock)
    if (!unused) return
    try {
      await shutDown(places)
    } finally {
      unused.release()
    }
  } finally {
    starting.release()
  }
}
