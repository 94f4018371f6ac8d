import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSources } from './support/sources.ts'

const root = join(import.meta.dirname, '..')
const notOurs = /^(?:node_modules|dist|\.git|\.cache|\.data|reports|coverage)$/

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (notOurs.test(entry.name)) return []
    return entry.isDirectory()
      ? filesBelow(path)
      : entry.isFile() && !/\.(?:log|refused\.ndjson)$/.test(path)
        ? [path]
        : []
  })
}
const files = filesBelow('').sort()
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const isText = (file: string) => !/\.(?:png|jpe?g|webp|ico|woff2?|ttf|otf|pdf|gz|br|sqlite)$/.test(file)
const isSource = (file: string) => /\.(?:ts|tsx|mjs)$/.test(file)

test('there is something to look at', () => {
  expect(files.filter(isSource).length).toBeGreaterThan(300)
  expect(files).toEqual(
    expect.arrayContaining(['package.json', 'src/main.ts', 'web/package.json', 'LICENSE']),
  )
})

describe('files', () => {
  test('have 300 lines at most, tests 500; made ones and words for people as many as they need', () => {
    const long = files
      .filter((file) => isSource(file) && !/\.gen\.ts$|\.d\.ts$|messages[^/]*\.ts$/.test(file))
      .map((file) => ({
        file,
        lines: text(file).split('\n').length - 1,
        most: /\.test\.ts$|^(?:test|bench|web\/e2e)\//.test(file) ? 500 : 300,
      }))
      .filter(({ lines, most }) => lines > most)
    expect(long).toEqual([])
  })

  test('are named for what is in them', () => {
    const empty =
      /(?:^|[-._/])(?:utils?|helpers?|common|misc|stuff)(?:[-._/]|$)|(?:^|[-._/])(?:manager|service)(?:\.\w+)?$/i
    const named = files.filter((file) => isSource(file) && empty.test(file))
    for (const bad of [
      'src/utils.ts',
      'src/date-helpers.ts',
      'web/common/x.ts',
      'src/claim-service.ts',
      'src/manager/x-manager.test.ts',
    ])
      expect(bad.replace('.test', '')).toMatch(empty)
    expect(named).toEqual([])
    expect(files.filter((file) => isSource(file) && !/^[a-z0-9.-]+$/.test(basename(file)))).toEqual([])
  })

  test('of modules have a front door and a page that says what the module is', () => {
    const modules = readdirSync(join(root, 'src', 'modules'))
    expect(modules.length).toBeGreaterThan(5)
    for (const module of modules)
      for (const file of ['index.ts', 'README.md'])
        expect(files, module).toContain(`src/modules/${module}/${file}`)
  })

  test('of tests leave none out and single none out', () => {
    const tests = files.filter((file) => file.endsWith('.test.ts'))
    expect(tests.length).toBeGreaterThan(40)
    const offending = readSources(root, 'test')
      .concat(readSources(root, 'src'), readSources(root, 'scripts'))
      .filter(
        ({ file, code }) =>
          file.endsWith('.test.ts') && /\b(?:test|it|describe)\.(?:only|skip|todo)\b/.test(code),
      )
    expect(offending.map(({ file }) => file)).toEqual([])
  })
})

describe('sources of the server', () => {
  const sources = readSources(root, 'src').filter(
    ({ file }) => /^src\/(?:modules|platform)\//.test(file) && !file.endsWith('.test.ts'),
  )

  test('take the time from ctx.clock', () => {
    /** Who else may ask the machine, or read a date that is there. */
    const allowed: Record<string, string> = {
      'src/platform/clock.ts': 'this is the clock',
      'src/platform/ids.ts':
        'an id begins with the time at which it was made, whatever the organisation’s clock says',
      'src/modules/identity/one-time-codes.ts':
        'turns an instant that was stored into the Date that the sign-in library compares',
      'src/modules/notify/webhook-secret.ts': 'turns an instant into the Date that the signing library takes',
    }
    const asking = sources
      .filter(({ code }) => /\bDate\.now\(|\bnew Date\(|\bTemporal\.Now\b|\bDate\(\)/.test(code))
      .map(({ file }) => file)
    expect(asking).toEqual(Object.keys(allowed).sort())
  })

  test('spell instants in one way, for they are compared as texts', () => {
    const short =
      /Instant\.from\([^\n]*\)\s*\.(?:add|subtract)\([^)]*\)\s*\.toString\(\)|toInstant\(\)\s*\.toString\(\)/
    expect('Temporal.Instant.from(now).add({ hours: 1 }).toString()').toMatch(short)
    expect(sources.filter(({ code }) => short.test(code)).map(({ file }) => file)).toEqual([])
  })

  test('write to the log, not to the console', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.filter(({ code }) => /\bconsole\.\w+/.test(code)).map(({ file }) => file)).toEqual([])
  })

  test('read the environment in one place', () => {
    expect(sources.filter(({ code }) => /\bprocess\.env\b/.test(code)).map(({ file }) => file)).toEqual([
      'src/platform/config.ts',
    ])
  })
})

type Package = {
  name?: string
  version?: string
  license?: string | { type: string }
  licenses?: { type: string }[]
}
const packageOf = (folder: string) => JSON.parse(text(`${folder}/package.json`)) as Package

describe('licences', () => {
  const lock = JSON.parse(text('package-lock.json')) as {
    packages: Record<
      string,
      {
        dev?: boolean
        devOptional?: boolean
        optional?: boolean
        link?: boolean
        resolved?: string
        license?: string
      }
    >
  }

  test('of our own packages are Apache-2.0', () => {
    expect(text('LICENSE')).toMatch(/Apache License\s+Version 2\.0/)
    const own = files.filter((file) => basename(file) === 'package.json')
    expect(own.length).toBeGreaterThanOrEqual(3)
    for (const file of own) expect((JSON.parse(text(file)) as Package).license, file).toBe('Apache-2.0')
  })

  test('of all that production installs allow us to give it away: no GPL, no AGPL, none unknown', () => {
    const installed = Object.entries(lock.packages).filter(
      ([path, { dev, devOptional, link }]) => path.includes('node_modules/') && !dev && !devOptional && !link,
    )
    const seen = new Map<string, string>()
    for (const [path, { optional }] of installed) {
      // Of packages for other platforms only one is here.
      if (optional && !existsSync(join(root, path))) continue
      const { license, licenses } = packageOf(path)
      const found =
        typeof license === 'string'
          ? license
          : (license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? licenseFile(path))
      seen.set(path, found)
    }
    expect(seen.size).toBeGreaterThan(150)
    const copyleft = /(?:^|[^L])GPL|SSPL|BUSL|Commons-Clause|Elastic|PolyForm|UNLICENSED|SEE LICENSE/i
    const refused = [...seen].filter(
      ([, license]) => license === '' || license.split(/\s+OR\s+/).every((one) => copyleft.test(one)),
    )
    expect(refused).toEqual([])
  })

  test('the lockfile names no host from which packages came', () => {
    const hosts = Object.values(lock.packages).flatMap(({ resolved }) =>
      resolved?.includes('://') ? [resolved] : [],
    )
    expect(hosts).toEqual([])
    expect(Object.keys(lock.packages).length).toBeGreaterThan(200)
  })
})

describe('nothing of the machine on which it was made', () => {
  const readable = files.filter(isText)

  test('no path of this machine, no home of anybody', () => {
    const paths = [root, homedir()]
      .filter((path) => path.split('/').length > 2 || path === '/root')
      .map((path) => `${path}/`)
    const naming = readable.filter((file) => {
      const content = text(file)
      return (
        paths.some((path) => content.includes(path)) ||
        /(?:^|[\s"'`(=])\/(?:home|Users)\/(?!\w*(?:you|name|me)\b)[a-z][\w-]*\//m.test(content)
      )
    })
    expect(naming).toEqual([])
    expect(readable.length).toBeGreaterThan(400)
  })

  test('no registry of packages but the public one', () => {
    const configured = [process.env['npm_config_registry'] ?? '', registryOfThisMachine()]
    const hosts = configured
      .flatMap((url) => URL.parse(url)?.host ?? [])
      .filter((host) => host !== 'registry.npmjs.org')
    const naming = readable.filter((file) => hosts.some((host) => text(file).includes(host)))
    expect(naming).toEqual([])
  })
})

/** The permissive licence that a package's file begins with, where its package.json says nothing. */
function licenseFile(path: string): string {
  const file = `${path}/LICENSE`
  return existsSync(join(root, file)) ? (/^\s*(?:MIT|ISC|BSD|Apache)\b/.exec(text(file))?.[0] ?? '') : ''
}

/** Where npm gets packages from here; nothing where there is no npm to ask. */
function registryOfThisMachine(): string {
  const { stdout } = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', cwd: homedir() })
  return (stdout ?? '').trim()
}
