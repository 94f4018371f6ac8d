import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')

/** Formats a source as `npm run format` would, so that made files pass the same check as written ones. */
export function formatted(file: string, source: string): string {
  const oxfmt = join(createRequire(import.meta.url).resolve('oxfmt/package.json'), '..', 'bin', 'oxfmt')
  const { status, stdout, stderr } = spawnSync(process.execPath, [oxfmt, `--stdin-filepath=${file}`], {
    cwd: root,
    input: source,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
  })
  if (status !== 0) throw new Error(`oxfmt could not format ${file}: ${stderr}`)
  return stdout
}
