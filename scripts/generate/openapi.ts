import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '..', '..')

/** openapi.json: what the routes themselves say. */
export async function makeOpenapi(): Promise<string> {
  const { stdout } = await run(process.execPath, ['src/main.ts', 'openapi'], {
    cwd: root,
    maxBuffer: 64_000_000,
  })
  return `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`
}

/**
 * The types of the web's client, from openapi.json. The generator needs an older TypeScript than ours, so it lives
 * in a workspace of its own and is run as a program.
 */
export async function makeClientTypes(): Promise<string> {
  const workspace = createRequire(join(root, 'tools', 'api-client', 'package.json'))
  const cli = join(workspace.resolve('openapi-typescript'), '..', '..', 'bin', 'cli.js')
  const { stdout } = await run(
    process.execPath,
    [cli, 'openapi.json', '--alphabetize', '--default-non-nullable=false'],
    {
      cwd: root,
      maxBuffer: 64_000_000,
    },
  )
  return stdout
}
