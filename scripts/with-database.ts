import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'

import { withDatabase } from './database.ts'

// `npm run import`, `backup`, `verify` and others: a command of src/main.ts on the same database as npm start's, beside it or without it.
const root = resolve(import.meta.dirname, '..')
process.chdir(root)

const database = await withDatabase('dev', (line) => console.error(line))
try {
  // A restore brings its schema with it, at the level of the backup.
  if (process.argv[2] !== 'restore') await (await import('#src/migrate.ts')).migrate(database.url)
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: database.url },
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = (await once(child, 'exit')) as [number | null]
  process.exitCode = code ?? 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  // One that ran before us goes on running: our use of it ends with this process.
  if (!database.adopted) await database.stop()
}
process.exit()
