import { existsSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join, resolve } from 'node:path'

import { killChildren } from './children.ts'
import type { LocalHttps } from './https/prepare-https.ts'
import { readOptions } from './options.ts'
import { Interrupted, listenForEnd } from './signals.ts'
import { seconds, step } from './steps.ts'

type SignIn = { who: string; where: string; how: string }

const started = performance.now()
const usage = `npm start [-- --https]
Starts database, server and pages. PORT is where it answers, 3000 unless set.
  --https  also by HTTPS, with a certificate of its own, so that phones of the network may use their cameras`
const { values } = readOptions(usage, { options: { https: { type: 'boolean', default: false } } })
const root = resolve(import.meta.dirname, '..')
process.chdir(root)
// Our libraries are most of a start: keeping their compiled code saves a quarter of it.
enableCompileCache(join(root, '.cache', 'node'))

const ending = listenForEnd((signal) => {
  console.log(`\n${signal}: finishing what is under way …`)
  killChildren('SIGTERM')
})
/** What is to be closed again, last opened first. */
const open: { name: string; close: () => Promise<void> }[] = []

try {
  await start()
  await ending.requested
} catch (error) {
  if (!ending.signal.aborted) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
for (const { name, close } of open.toReversed()) {
  await step(`${name} closed`, close).catch((error: unknown) => {
    console.error(error)
    process.exitCode = 1
  })
}
process.exit()

async function start(): Promise<void> {
  const database = await step('database', async () => {
    const { withDatabase } = await import('./database.ts')
    return await withDatabase('dev', (line) => console.log(`  ${line}`))
  })
  open.push({ name: 'database', close: () => database.stop() })
  process.env['DATABASE_URL'] = database.url

  await during('schema', async () => (await import('#src/migrate.ts')).migrate(database.url))
  const signIns = process.env['MAMORI_ENV'] === 'production' ? [] : await seed(database.url)
  if (existsSync(join(root, 'web', 'vite.config.ts'))) {
    await during('web pages', async () => (await import('./web-build.ts')).buildWeb())
  }
  const port = Number(process.env['PORT'] ?? 3000)
  const https = values.https
    ? await during('certificate', async () => (await import('./https/prepare-https.ts')).prepareHttps(port))
    : undefined
  const server = await during('server', async () => {
    const { serve } = await import('#src/serve.ts')
    return await serve({
      databaseUrl: database.url,
      port,
      host: process.env['HOST'] ?? '127.0.0.1',
      role: 'serve',
    })
  })
  open.push({ name: 'server', close: () => server.close() })
  printAddresses(server.url, signIns, https)
}

async function seed(url: string): Promise<SignIn[]> {
  return await during('demo data', async () => (await (await import('#src/seed.ts')).seedDemo(url)).signIns)
}

/** A step that no longer begins after a signal. One under way is not torn apart: it ends, then we close. */
async function during<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (ending.signal.aborted) throw new Interrupted()
  return await step(name, work)
}

function printAddresses(url: string, signIns: SignIn[], https: LocalHttps | undefined): void {
  console.log(`\nMamori answers at ${url} after ${seconds(started)}. Ctrl-C ends it.\n`)
  const width = Math.max(0, ...signIns.map(({ who }) => who.length))
  for (const { who, where, how } of signIns) {
    console.log(`  ${who.padEnd(width)}  ${where.startsWith('/') ? url + where : where}  ${how}`)
  }
  if (!https) return
  if (https.phone !== undefined) console.log(`\n  On a phone of this network: ${https.phone}`)
  console.log(`  To be trusted, install ${https.authority} there once (docs/guides/https-and-proxy.md).`)
}
