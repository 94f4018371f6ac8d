import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'

// On a large machine V8 lets garbage grow to several times what lives before it looks for it. A server that shares
// the machine with its database gives memory back sooner: an import of a million purchases stays near 300 MB.
setFlagsFromString('--heap-growing-percent=40')

/** Each command loads only what it needs. */
const commands: Record<string, (args: string[]) => Promise<void>> = {
  serve: (args) => run('serve', args),
  api: (args) => run('api', args),
  worker: (args) => run('worker', args),
  migrate: async () => {
    const { applied } = await (await import('./migrate.ts')).migrate(databaseUrl())
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}`)
  },
  seed: async () => {
    await (await import('./seed.ts')).seedDemo(databaseUrl())
  },
  'create-platform': async (args) => {
    await (await import('./create-platform.ts')).createPlatform(databaseUrl(), args)
  },
  'reset-second-factor': async (args) => {
    await (await import('./reset-second-factor.ts')).resetSecondFactor(databaseUrl(), args)
  },
  openapi: async () => {
    console.log(await (await import('./openapi.ts')).openapiDocument())
  },
  import: async (args) => {
    process.exitCode = await (await import('./import.ts')).importFile(databaseUrl(), args)
  },
  backup: async (args) => {
    process.exitCode = await (await import('./backup.ts')).backup(databaseUrl(), args)
  },
  restore: async (args) => {
    process.exitCode = await (await import('./backup.ts')).restore(databaseUrl(), args)
  },
  verify: async (args) => {
    process.exitCode = await (await import('./verify.ts')).verify(databaseUrl(), args)
  },
  erasures: async (args) => {
    process.exitCode = await (await import('./erasures.ts')).erasures(databaseUrl(), args)
  },
  'export-ledger': async (args) => {
    process.exitCode = await (await import('./export-ledger.ts')).exportLedger(databaseUrl(), args)
  },
  'rotate-keys': async (args) => {
    process.exitCode = await (await import('./rotate-keys.ts')).rotateKeys(databaseUrl(), args)
  },
}

function databaseUrl(): string {
  const url = process.env['DATABASE_URL']
  if (!url) throw new Error('DATABASE_URL is not set; `npm start` starts a database of its own.')
  return url
}

async function run(role: 'serve' | 'api' | 'worker', args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { port: { type: 'string' }, host: { type: 'string' } } })
  const { serve } = await import('./serve.ts')
  const server = await serve({
    databaseUrl: databaseUrl(),
    port: Number(values.port ?? process.env['PORT'] ?? 3000),
    host: values.host ?? process.env['HOST'] ?? '127.0.0.1',
    role,
  })
  console.log(server.url === '' ? 'The worker runs.' : `Mamori answers at ${server.url}`)
  let ending = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(130)
      ending = true
      void server.close().then(() => process.exit(0))
    })
  }
}

const [name = '', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) {
  await command(args)
} else {
  console.error(`Usage: node src/main.ts ${Object.keys(commands).join(' | ')}`)
  process.exitCode = 2
}
