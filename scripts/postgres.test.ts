import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { onConnection } from './database.ts'
import { ensurePostgres } from './postgres.ts'
import { nativeFolder } from './postgres/binaries.ts'
import { placesOf } from './postgres/places.ts'
import type { Places } from './postgres/places.ts'
import { isGone, livePostmaster } from './postgres/processes.ts'
import { readState } from './postgres/state.ts'

const repo = resolve(import.meta.dirname, '..')
let folder: string
let places: Places

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mamori-postgres-'))
  chmodSync(folder, 0o755)
  places = placesOf('dev', nativeFolder(), folder)
})
afterAll(async () => {
  await killServer(places)
  rmSync(folder, { recursive: true, force: true })
})

describe('our PostgreSQL', () => {
  it('starts, is adopted by a second caller and stops with the last one', async () => {
    const first = await ensurePostgres({ purpose: 'dev', folder })
    const second = await ensurePostgres({ purpose: 'dev', folder })
    expect([first.adopted, second.adopted]).toEqual([false, true])
    expect(second.url).toBe(first.url)
    await onConnection(first.url, (client) => client.query('create table kept (n int)'))
    await first.stop()
    expect(await settings(second.url)).toMatchObject({
      fsync: 'on',
      TimeZone: 'UTC',
      server_encoding: 'UTF8',
    })
    await second.stop()
    expect(livePostmaster(places.data)).toBeNull()
  })

  it('keeps what was committed when it is killed while a query runs', async () => {
    const before = await ensurePostgres({ purpose: 'dev', folder })
    await onConnection(before.url, (client) => client.query('insert into kept values (1)'))
    const busy = new Client({ connectionString: before.url })
    busy.on('error', () => {})
    await busy.connect()
    const sleeping = busy.query('select pg_sleep(60)').catch(() => 'broken')
    process.kill(livePostmaster(places.data) ?? 0, 'SIGKILL')
    const after = await ensurePostgres({ purpose: 'dev', folder })
    expect(after.adopted).toBe(false)
    expect(await countKept(after.url)).toBe(1)
    expect(await sleeping).toBe('broken')
    await after.stop()
    await before.stop()
  })

  it('outlives a killed user and is adopted by the next', async () => {
    const user = startUser()
    await user.ready
    user.child.kill('SIGKILL')
    await once(user.child, 'exit')
    expect(livePostmaster(places.data)).not.toBeNull()
    const next = await ensurePostgres({ purpose: 'dev', folder })
    expect(next.adopted).toBe(true)
    await next.stop()
    expect(livePostmaster(places.data)).toBeNull()
  })

  it('starts once for two processes that start together', async () => {
    const users = [startUser(), startUser()]
    const answers = await Promise.all(users.map(({ ready }) => ready))
    expect(answers.filter(({ adopted }) => adopted)).toHaveLength(1)
    expect(answers[0]?.url).toBe(answers[1]?.url)
    const ended = users.map(({ child }) => once(child, 'exit'))
    for (const { child } of users) child.stdin.end()
    await Promise.all(ended)
    expect(livePostmaster(places.data)).toBeNull()
  })

  it('ignores a pid file whose number belongs to another program or to a zombie', async () => {
    const script = 'sleep 0 & echo $!; exec sleep 60'
    const other = spawn('sh', ['-c', script], {
      ...places.account,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const [line] = (await once(other.stdout, 'data')) as [Buffer]
    await sleep(100)
    try {
      for (const pid of [other.pid ?? 0, Number(line.toString())]) {
        writePidFile(pid)
        const server = await ensurePostgres({ purpose: 'dev', folder })
        expect(await countKept(server.url)).toBe(1)
        await server.stop()
      }
    } finally {
      other.kill('SIGKILL')
    }
  })

  it('takes another port when its own is taken', async () => {
    const port = readState(places.state)?.port ?? 0
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    const server = await ensurePostgres({ purpose: 'dev', folder })
    expect(Number(new URL(server.url).port)).not.toBe(port)
    expect(await countKept(server.url)).toBe(1)
    await server.stop()
    squatter.close()
  })

  it('runs for root in a clone that only root may enter', async (ctx) => {
    ctx.skip(process.getuid?.() !== 0, 'only root runs PostgreSQL as somebody else')
    const closed = mkdtempSync(join(tmpdir(), 'mamori-closed-'))
    const outside = placesOf('test', nativeFolder(), join(closed, '.data'))
    try {
      const server = await ensurePostgres({ purpose: 'test', folder: join(closed, '.data') })
      expect(outside.home).toMatch(/^\/var\/lib\/mamori\//)
      expect(await settings(server.url)).toMatchObject({ fsync: 'off', data_directory: outside.data })
      await server.stop()
      expect(existsSync(join(closed, '.data'))).toBe(false)
    } finally {
      await killServer(outside)
      rmSync(outside.home, { recursive: true, force: true })
      rmSync(closed, { recursive: true, force: true })
    }
  })
})

/** Another process that uses the server until its input ends. */
function startUser() {
  const program = `
    const { ensurePostgres } = await import('./scripts/postgres.ts')
    const server = await ensurePostgres({ purpose: 'dev', folder: ${JSON.stringify(folder)} })
    console.log(JSON.stringify(server))
    for await (const _ of process.stdin);
    await server.stop()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: repo,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ready = once(child.stdout, 'data').then(
    ([line]) => JSON.parse(String(line)) as { url: string; adopted: boolean },
  )
  return { child, ready }
}

function writePidFile(pid: number): void {
  const file = join(places.data, 'postmaster.pid')
  const start = Math.floor(Date.now() / 1000)
  writeFileSync(file, `${pid}\n${places.data}\n${start}\n5432\n\n127.0.0.1\n 1 1\nready   \n`, {
    mode: 0o600,
  })
  if (places.account) chownSync(file, places.account.uid, places.account.gid)
  expect(readFileSync(file, 'utf8')).toContain(String(pid))
  expect(execFileSync('kill', ['-0', String(pid)]).toString()).toBe('')
}

async function settings(url: string): Promise<Record<string, string>> {
  const names = ['fsync', 'TimeZone', 'server_encoding', 'data_directory']
  const sql = 'select name, setting from pg_settings where name = any($1)'
  const { rows } = await onConnection(url, (client) =>
    client.query<{ name: string; setting: string }>(sql, [names]),
  )
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
}

async function countKept(url: string): Promise<number> {
  const sql = 'select count(*)::int as n from kept'
  const { rows } = await onConnection(url, (client) => client.query<{ n: number }>(sql))
  return rows[0]?.n ?? -1
}

async function killServer({ data }: Places): Promise<void> {
  const pid = livePostmaster(data)
  if (pid === null) return
  process.kill(pid, 'SIGQUIT')
  while (!isGone(pid)) await sleep(10)
}
