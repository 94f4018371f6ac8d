import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { nativeFolder } from './postgres/binaries.ts'
import { placesOf } from './postgres/places.ts'
import { isGone, livePostmaster } from './postgres/processes.ts'
import { freePort } from './postgres/state.ts'

const repo = resolve(import.meta.dirname, '..')
const ready = ['serve', 'seed', 'migrate'].every((name) => existsSync(join(repo, 'src', `${name}.ts`)))

let folder: string
let port: number
let data: string
/** All that a failed test left running; each leads a process group. */
const started: ChildProcess[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mamori-start-'))
  chmodSync(folder, 0o755)
  port = await freePort()
  data = placesOf('dev', nativeFolder(), folder).data
})
afterAll(async () => {
  for (const { pid, exitCode, signalCode } of started) {
    if (pid && exitCode === null && signalCode === null) process.kill(-pid, 'SIGKILL')
  }
  const server = livePostmaster(data)
  if (server !== null) {
    process.kill(server, 'SIGQUIT')
    while (!isGone(server)) await sleep(20)
  }
  rmSync(folder, { recursive: true, force: true })
})

describe.skipIf(!ready || process.platform === 'win32')('npm start', { timeout: 180_000 }, () => {
  it('starts from nothing and ends cleanly when npm alone is told to', async () => {
    const { npm, output } = await startMamori()
    npm.kill('SIGTERM')
    expect(await exitOf(npm), output()).toBe(0)
    expect(livePostmaster(data)).toBeNull()
  })

  // How fast that is depends on what runs beside it, so it is measured by hand (docs/guides/running.md).
  it('makes, installs and fills nothing the second time, and ends cleanly with its group', async () => {
    const { npm, output } = await startMamori()
    process.kill(-(npm.pid ?? 0), 'SIGTERM')
    expect([0, 143, 'SIGTERM']).toContain(await exitOf(npm))
    await serverGone()
    expect(output()).not.toMatch(/making an empty PostgreSQL|Installing packages|Applied:/)
    expect(output()).toContain('Mamori answers at')
  })

  it('takes Ctrl-C, which arrives twice under npm, as one wish to end', async () => {
    const { npm, output } = await startMamori()
    process.kill(-(npm.pid ?? 0), 'SIGINT')
    const ended = await exitOf(npm)
    expect([0, 130, 'SIGINT'], output()).toContain(ended)
    await serverGone()
    expect(output()).toContain('database closed')
  })

  it('goes on from where a killed one stopped', async () => {
    const killed = await startMamori()
    process.kill(-(killed.npm.pid ?? 0), 'SIGKILL')
    await exitOf(killed.npm)
    const server = livePostmaster(data)
    expect(server).not.toBeNull()
    process.kill(server ?? 0, 'SIGKILL')
    const { npm, output } = await startMamori()
    npm.kill('SIGTERM')
    expect(await exitOf(npm), output()).toBe(0)
  })
})

async function startMamori(): Promise<{ npm: ChildProcess; output: () => string }> {
  const { DATABASE_URL: _, NODE_ENV: __, ...env } = process.env
  const own = {
    MAMORI_DATA: folder,
    MAMORI_KEY_FILE: join(folder, 'keys'),
    PORT: String(port),
    MAMORI_ENV: 'development',
  }
  const npm = spawn('npm', ['start'], { cwd: repo, detached: true, env: { ...env, ...own } })
  started.push(npm)
  const chunks: string[] = []
  for (const stream of [npm.stdout, npm.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(String(chunk)))
  const output = (): string => chunks.join('')
  while (!(await answers())) {
    if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}:\n${output()}`)
    await sleep(25)
  }
  return { npm, output }
}

async function answers(): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
}

async function exitOf(npm: ChildProcess): Promise<number | string | null> {
  if (npm.exitCode === null && npm.signalCode === null) await once(npm, 'exit')
  return npm.exitCode ?? npm.signalCode
}

/** npm may be gone before the program that it was told to end. */
async function serverGone(): Promise<void> {
  const giveUp = Date.now() + 10_000
  while (livePostmaster(data) !== null && Date.now() < giveUp) await sleep(50)
  expect(livePostmaster(data)).toBeNull()
}
