import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkServer, checkWeb, mayImport, ownedTables, owner } from './support/boundaries.ts'

const root = join(import.meta.dirname, '..')

describe('the third net: who imports whom, who reads and writes which table', () => {
  const { violations, seen } = checkServer(root)

  test('nobody does what the tables do not allow', () => {
    expect(violations).toEqual([])
  })

  test('it saw every module, and each of its own tables written', () => {
    const modules = readdirSync(join(root, 'src', 'modules'))
    expect(seen.modules).toEqual(modules)
    expect(modules.filter((module) => !(module in mayImport))).toEqual([])
    expect(seen.files).toBeGreaterThan(100)
    expect(seen.imports).toBeGreaterThan(500)
    expect(seen.reads).toBeGreaterThan(50)
    const written = new Set(seen.writers)
    // The library of the sign-in writes its own by itself; the second has no row; views are not written.
    const byLibrary = ['auth_accounts']
    const missing = Object.entries(owner).flatMap(([place, tables]) =>
      tables.filter(
        (table) =>
          !written.has(`${place} ${table}`) &&
          !written.has(`app ${table}`) &&
          !byLibrary.includes(table) &&
          !table.endsWith('_facts'),
      ),
    )
    expect(missing).toEqual([])
  })

  test('every table of the database has one owner', () => {
    const made = readFileSync(join(root, 'src', 'platform', 'schema.gen.ts'), 'utf8')
    const tables = [...made.slice(made.indexOf('interface DB {')).matchAll(/^ {2}(\w+): /gm)].map(
      ([, table]) => table,
    )
    expect(tables.length).toBeGreaterThan(20)
    expect(ownedTables).toEqual([...tables].sort())
    expect(ownedTables).toHaveLength(Object.values(owner).flat().length)
  })

  test('downward only: no module is known by one that it knows', () => {
    const reach = (module: string, seenBefore: readonly string[] = []): void => {
      expect(seenBefore, [...seenBefore, module].join(' -> ')).not.toContain(module)
      for (const other of mayImport[module] ?? [])
        if (other !== 'events') reach(other, [...seenBefore, module])
    }
    for (const module of Object.keys(mayImport)) reach(module)
    expect(
      Object.values(mayImport)
        .flat()
        .filter((name) => name !== 'events' && !(name in mayImport)),
    ).toEqual([])
  })
})

describe('the web', () => {
  const { violations, seen } = checkWeb(root)

  test('the kit knows no feature and no data, staff sign in at one place, no feature knows another, and only web/api asks the server', () => {
    expect(violations).toEqual([])
  })

  test('it saw features, imports and who asks', () => {
    expect(seen.features.length).toBeGreaterThan(10)
    expect(seen.imports).toBeGreaterThan(300)
    expect(seen.fetches).toContain('web/api/client.ts')
  })
})

/** A small tree of the same shape in which each net is to catch something. */
const folder = mkdtempSync(join(tmpdir(), 'mamori-boundaries-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}
function run(program: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: folder, maxBuffer: 64_000_000 },
      (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, output: `${stdout}${stderr}` })
      },
    )
  })
}
/** The script behind a package's command, by its package.json. */
function program(name: string, command = name): string {
  const home = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>
  }
  return join(home, typeof bin === 'string' ? bin : (bin[command] as string))
}

const good = {
  'src/modules/catalog/index.ts': `export { saveItem } from './writes.ts'\nexport { itemsChanged } from './events.ts'\n`,
  'src/modules/catalog/events.ts': `export const itemsChanged = { topic: 'catalog.items-changed' }\n`,
  'src/modules/catalog/writes.ts': `import { sql } from 'kysely'
import type { Tx } from '#platform/db.ts'

export async function saveItem(tx: Tx, name: string): Promise<void> {
  await sql\`update items set name = \${name} where bucket = 1\`.execute(tx)
}
`,
  'src/modules/notify/index.ts': `import { itemsChanged } from '#modules/catalog/index.ts'\n\nexport const follows = [itemsChanged]\n`,
  'src/modules/purchases/index.ts': `import type { Db } from '#platform/db.ts'
import { saveItem } from '#modules/catalog/index.ts'

// update items: a comment says what it likes, and so does 'delete from stores' in one.
export const kept = [saveItem, 'A sentence from stores and plans.']
export const asked = (db: Db) => db.selectFrom('items as i').innerJoin('purchases as p', 'p.store_id', 'i.store_id').selectAll().execute()
`,
}

beforeAll(() => {
  for (const file of ['package.json', 'tsconfig.json', '.oxlintrc.json'])
    cpSync(join(root, file), join(folder, file))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  cpSync(join(root, 'src', 'platform'), join(folder, 'src', 'platform'), {
    recursive: true,
    filter: (file) => !file.endsWith('.test.ts'),
  })
  write(good)
})

describe('proof that the first net catches: the compiler', { timeout: 60_000 }, () => {
  test('a reading handle where a transaction is asked does not compile, a transaction does', async () => {
    const call = (handle: string) => `import { saveItem } from '#modules/catalog/index.ts'
import type { Db, Tx } from '#platform/db.ts'

export const call = (db: Db, tx: Tx) => Promise.all([db, saveItem(${handle}, 'name')])
export const both = (db: Db, tx: Tx) => [db, tx]
`
    write({
      'src/proof-right.ts': call('tx'),
      'src/proof-wrong.ts': call('db'),
      'tsconfig.proof.json': JSON.stringify({
        extends: './tsconfig.json',
        include: [],
        files: ['src/proof-right.ts', 'src/proof-wrong.ts'],
      }),
    })
    const { code, output } = await run(program('typescript', 'tsc'), [
      '-p',
      'tsconfig.proof.json',
      '--pretty',
      'false',
    ])
    rmSync(join(folder, 'src', 'proof-right.ts'))
    rmSync(join(folder, 'src', 'proof-wrong.ts'))
    expect(code, output).not.toBe(0)
    const errors = output.split('\n').filter((line) => /^src\/.*error/.test(line))
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatch(
      /^src\/proof-wrong\.ts\(4,.*not assignable to parameter of type '(?:Tx|Transaction<DB>)'/,
    )
  })
})

describe('proof that the second net catches: oxlint', { timeout: 60_000 }, () => {
  const bad = {
    'src/modules/purchases/past-the-door.ts': `import { saveItem } from '#modules/catalog/writes.ts'\n\nexport const again = saveItem\n`,
    'src/modules/purchases/upwards.ts': `import { saveItem } from '../catalog/index.ts'\n\nexport const again = saveItem\n`,
    'src/platform/knows-a-module.ts': `import { kept } from '#modules/purchases/index.ts'\n\nexport const known = kept\n`,
    'src/modules/purchases/first.ts': `import { second } from './second.ts'\n\nexport const first = (): unknown => second\n`,
    'src/modules/purchases/second.ts': `import { first } from './first.ts'\n\nexport const second = (): unknown => first\n`,
    'src/modules/purchases/forgets.ts': `import type { Tx } from '#platform/db.ts'\nimport { saveItem } from '#modules/catalog/index.ts'\n\nexport function forget(tx: Tx): void {\n  saveItem(tx, 'name')\n}\n`,
    'src/modules/purchases/anything.ts': `export const anything = (value: any) => value\n`,
  }
  const wanted: Record<string, string> = {
    'src/modules/purchases/past-the-door.ts': 'no-restricted-imports',
    'src/modules/purchases/upwards.ts': 'no-restricted-imports',
    'src/platform/knows-a-module.ts': 'no-restricted-imports',
    'src/modules/purchases/first.ts': 'no-cycle',
    'src/modules/purchases/second.ts': 'no-cycle',
    'src/modules/purchases/forgets.ts': 'no-floating-promises',
    'src/modules/purchases/anything.ts': 'no-explicit-any',
  }

  test('past the front door, into a module from the platform, cycles, promises left alone', async () => {
    write(bad)
    const { output } = await run(program('oxlint'), ['--type-aware', '--format', 'json', 'src'])
    for (const file of Object.keys(bad)) rmSync(join(folder, file))
    const { diagnostics } = JSON.parse(output.slice(output.indexOf('{'))) as {
      diagnostics: { code: string; filename: string }[]
    }
    const found = new Map<string, string[]>()
    for (const { filename, code } of diagnostics) found.set(filename, [...(found.get(filename) ?? []), code])
    for (const [file, rule] of Object.entries(wanted)) expect(found.get(file)?.join(), file).toContain(rule)
    // What is right is let through, so these were found for what is wrong in them.
    const ours = [...Object.keys(good), ...Object.keys(bad)]
    expect([...found.keys()].filter((file) => ours.includes(file)).sort()).toEqual(Object.keys(wanted).sort())
  })
})

describe('proof that the third net catches', () => {
  test('what is right is let through', () => {
    const { violations, seen } = checkServer(folder)
    expect(violations).toEqual([])
    expect(seen.modules).toEqual(['catalog', 'notify', 'purchases'])
    expect(seen.writers).toContain('catalog items')
  })

  const sqlImport = `import { sql } from 'kysely'\n`
  test.each([
    [
      'an import upwards',
      'src/modules/catalog/bad.ts',
      `import { kept } from '#modules/purchases/index.ts'`,
      'catalog/bad.ts -> purchases',
    ],
    [
      'the same by a relative path',
      'src/modules/catalog/bad.ts',
      `import { kept } from '../purchases/index.ts'`,
      'catalog/bad.ts -> purchases',
    ],
    [
      'the same when it is used',
      'src/modules/catalog/bad.ts',
      `const late = await import('#modules/purchases/index.ts')`,
      'catalog/bad.ts -> purchases',
    ],
    [
      'types too',
      'src/modules/catalog/bad.ts',
      `export type { kept } from '#modules/purchases/index.ts'`,
      'catalog/bad.ts -> purchases',
    ],
    [
      'past the front door',
      'src/modules/purchases/bad.ts',
      `import { saveItem } from '#modules/catalog/writes.ts'`,
      'purchases/bad.ts -> catalog/writes.ts, past the front door of catalog',
    ],
    [
      'the platform knowing a module',
      'src/platform/bad.ts',
      `import { kept } from '#modules/purchases/index.ts'`,
      'platform/bad.ts -> purchases',
    ],
    [
      'the platform reading a table of a module',
      'src/platform/bad.ts',
      `${sqlImport}sql\`select 1 from items\``,
      'platform/bad.ts reads items of catalog',
    ],
    [
      'more of a module than its events',
      'src/modules/notify/bad.ts',
      `import { itemsChanged, saveItem } from '#modules/catalog/index.ts'`,
      'notify/bad.ts -> catalog',
    ],
    [
      'a module that composes',
      'src/modules/catalog/bad.ts',
      `import { createApp } from '#src/app.ts'`,
      'catalog/bad.ts -> app.ts, which composes the modules',
    ],
    [
      'the product using what is for tests',
      'src/modules/catalog/bad.ts',
      `import { until } from '#test/support/until.ts'`,
      'catalog/bad.ts -> test/support/until.ts',
    ],
    [
      'a foreign write in SQL',
      'src/modules/purchases/bad.ts',
      `${sqlImport}sql\`with a as (select 1) insert into items (code) select $\{1}\``,
      'purchases/bad.ts writes items of catalog',
    ],
    [
      'a foreign write in SQL inside SQL',
      'src/modules/purchases/bad.ts',
      `${sqlImport}sql\`select $\{yes ? sql\`1; delete from only items\` : sql\`2\`}\``,
      'purchases/bad.ts writes items of catalog',
    ],
    [
      'a foreign write as plain text',
      'src/modules/purchases/bad.ts',
      `await client.query('update items set name = 1')`,
      'purchases/bad.ts writes items of catalog',
    ],
    [
      'a foreign write by Kysely',
      'src/modules/purchases/bad.ts',
      `await tx.updateTable('items').set({}).execute()`,
      'purchases/bad.ts writes items of catalog',
    ],
    [
      'a foreign write by insertRows',
      'src/modules/purchases/bad.ts',
      `await insertRows(\n  tx,\n  'items',\n  rows)`,
      'purchases/bad.ts writes items of catalog',
    ],
    [
      'a foreign write by Rows',
      'src/modules/purchases/bad.ts',
      `rows.add('items', row)`,
      'purchases/bad.ts writes items of catalog',
    ],
    [
      'a foreign write where everything is composed',
      'src/bad.ts',
      `${sqlImport}sql\`delete from items\``,
      'bad.ts writes items of catalog',
    ],
    [
      'a foreign read by Kysely',
      'src/modules/catalog/bad.ts',
      `await db.selectFrom('items').leftJoin('purchases as p', 'p.id', 'x').execute()`,
      'catalog/bad.ts reads purchases of purchases',
    ],
    [
      'a foreign read of several',
      'src/modules/catalog/bad.ts',
      `await db.selectFrom(['items', 'purchases as p']).execute()`,
      'catalog/bad.ts reads purchases of purchases',
    ],
    [
      'a foreign read in SQL',
      'src/modules/catalog/bad.ts',
      `${sqlImport}sql\`select * from items i, purchases p\``,
      'catalog/bad.ts reads purchases of purchases',
    ],
    [
      'a foreign view',
      'src/modules/catalog/bad.ts',
      `${sqlImport}sql\`select * from purchases_facts\``,
      'catalog/bad.ts reads purchases_facts of purchases',
    ],
    [
      'the table behind a view',
      'src/modules/insights/bad.ts',
      `${sqlImport}sql\`select * from purchases_facts join purchases\``,
      'insights/bad.ts reads purchases of purchases',
    ],
    [
      'a table of nobody',
      'src/modules/catalog/bad.ts',
      `${sqlImport}sql\`insert into secret_items values (1)\``,
      'catalog/bad.ts uses secret_items, which nobody owns',
    ],
    [
      'a read of traces',
      'src/modules/catalog/bad.ts',
      `${sqlImport}sql\`select * from audit_entries\``,
      'catalog/bad.ts reads audit_entries of platform',
    ],
  ])('%s', (_what, file, text, violation) => {
    write({ [file]: `${text}\n` })
    const { violations } = checkServer(folder)
    rmSync(join(folder, file))
    if (file.includes('insights')) rmSync(join(folder, dirname(file)), { recursive: true })
    expect(violations).toEqual([violation])
  })

  test('on the web: kit, features, apps and calls to the server', () => {
    const web = {
      'web/api/client.ts': `import type { Refusal } from '#kit/errors.ts'\nexport const get = () => fetch('/v1/me')`,
      'web/kit/button.tsx': `import { get } from '#api/client.ts'`,
      'web/kit/other.tsx': `import { page } from '../wallet/features/me/page.tsx'`,
      'web/wallet/features/me/page.tsx': `import { get } from '#api/client.ts'\nimport './part.ts'\nimport { list } from '../purchases/list.tsx'`,
      'web/wallet/features/me/part.ts': `export const data = await fetch('/v1/me')`,
      'web/wallet/features/purchases/list.tsx': `import { paths } from '../../../console/paths.ts'\nimport { Button } from '#kit/button.tsx'\nimport { refetch } from '../../x.ts'\nrefetch()`,
      'web/api/wrong.ts': `import { button } from '../kit/button.tsx'`,
      'web/sign-in/page.tsx': `import { get } from '#api/client.ts'\nimport { paths } from '../console/paths.ts'`,
      'web/register/enter.tsx': `import { page } from '#sign-in/page.tsx'`,
      'web/wallet/enter.tsx': `import { page } from '#sign-in/page.tsx'`,
      'web/wallet/socket.ts': `export const socket = new EventSource('/v1/me/events')`,
      'web/wallet/server.ts': `import { sql } from '../../src/platform/db.ts'`,
    }
    write(web)
    const { violations } = checkWeb(folder)
    expect(violations).toEqual([
      'web/api/wrong.ts -> web/kit/button.tsx',
      'web/kit/button.tsx -> web/api/client.ts',
      'web/kit/other.tsx -> web/wallet/features/me/page.tsx',
      'web/sign-in/page.tsx -> web/console/paths.ts',
      'web/wallet/enter.tsx -> web/sign-in/page.tsx',
      'web/wallet/features/me/page.tsx -> web/wallet/features/purchases/list.tsx',
      'web/wallet/features/me/part.ts asks the server by itself',
      'web/wallet/features/purchases/list.tsx -> web/console/paths.ts',
      'web/wallet/server.ts -> src/platform/db.ts',
      'web/wallet/socket.ts asks the server by itself',
    ])
  })

  test('the nets are part of what CI and `npm test` run', () => {
    const checks = readFileSync(join(root, 'scripts', 'test.ts'), 'utf8')
    for (const check of ['checkTypes', 'checkLint', "runVitest('server'"]) expect(checks).toContain(check)
    expect(existsSync(join(root, '.oxlintrc.json'))).toBe(true)
  })
})
