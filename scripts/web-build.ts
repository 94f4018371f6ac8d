import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'

import { runNode } from './children.ts'
import { lockExclusive } from './lock.ts'

const root = resolve(import.meta.dirname, '..')
const web = join(root, 'web')
const dist = join(web, 'dist')
const cache = join(root, '.cache')
const stampFile = join(cache, 'web-build.stamp')

/**
 * Builds web/dist when its sources or the packages changed. Built beside and moved into place, so that a killed
 * build leaves the old one; two commands at once build once.
 */
export async function buildWeb(): Promise<'built' | 'fresh'> {
  mkdirSync(cache, { recursive: true })
  const lock = await lockExclusive(join(cache, 'web-build.lock'))
  try {
    const stamp = sourceHash()
    if (isFresh(stamp)) return 'fresh'
    const unfinished = join(cache, 'web-dist.new')
    await runVite(unfinished)
    moveIntoPlace(unfinished)
    writeFileSync(stampFile, stamp)
    return 'built'
  } finally {
    lock.release()
  }
}

function isFresh(stamp: string): boolean {
  return (
    existsSync(join(dist, 'wallet', 'index.html')) &&
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp
  )
}

async function runVite(outDir: string): Promise<void> {
  const vite = join(
    createRequire(join(web, 'package.json')).resolve('vite/package.json'),
    '..',
    'bin',
    'vite.js',
  )
  const args = [vite, 'build', 'web', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn']
  const { code, output } = await runNode(args, { env: { NODE_ENV: 'production' } })
  if (code !== 0) throw new Error(`vite build failed:\n${output.trim()}`)
}

function moveIntoPlace(unfinished: string): void {
  const old = join(cache, 'web-dist.old')
  rmSync(old, { recursive: true, force: true })
  if (existsSync(dist)) renameSync(dist, old)
  renameSync(unfinished, dist)
  rmSync(old, { recursive: true, force: true })
}

/** All sources of the web with its generated types, and the lockfile for the libraries in it. */
function sourceHash(): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  const files = readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(web.length + 1))
    .filter((file) => !/^(dist|node_modules|e2e)\b/.test(file))
    .sort()
  for (const file of files) hash.update(`\n${file}\n`).update(readFileSync(join(web, file)))
  return hash.digest('hex')
}
