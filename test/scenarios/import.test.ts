import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testServices } from '#test/support/context.ts'
import { openShop } from '#test/support/product.ts'
import { refusedRows, runImport, scratchFolder, startImport, tryImport } from '#test/support/run-import.ts'

const base = await testServices()
const { services } = base
const folder = scratchFolder()

const report = (reference: string, more: Record<string, unknown> = {}) => ({
  reference,
  purchasedAt: '2026-03-04T05:06:07+09:00',
  currency: 'JPY',
  buyer: { email: `${reference}@example.com` },
  lines: [{ code: 'tv', quantity: 2, unitPrice: 500 }],
  ...more,
})

function fileOf(name: string, rows: readonly unknown[]): string {
  const path = join(folder, name)
  const text = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text)
  return path
}

async function ledger(storeId: string) {
  const { rows } = await sql<{
    purchases: number
    lines: number
    total: number
    audits: number
    events: number
    people: number
  }>`
    select count(*)::int as purchases, coalesce(sum(total), 0)::bigint as total, sum(line_count)::int as lines,
      (select count(*)::int from audit_entries where action = 'importPurchases' and via = 'cli' and actor_kind = 'system') as audits,
      (select count(*)::int from outbox) as events, (select count(*)::int from purchasers) as people
    from purchases where store_id = ${storeId}`.execute(services.db)
  return rows[0]
}

it('records a gzipped file of reports through the ledger’s own rules; run again, it adds nothing', async () => {
  const { store } = await openShop(base)
  const file = fileOf('good.ndjson.gz', [
    report('r1'),
    report('r2', { storeCode: store.code, buyer: null }),
    report('r3', {
      kind: 'return',
      returnOf: 'r1',
      buyer: null,
      lines: [{ code: 'tv', quantity: 1, unitPrice: 500 }],
    }),
    report('r4', { kind: 'void', returnOf: 'r2', buyer: null, lines: [] }),
  ])
  const first = await runImport(services, 'purchases', file, '--store', store.code)
  expect(first).toMatchObject({
    rows: 4,
    recorded: { reports: 4 },
    refused: { reports: 0 },
    amounts: { JPY: { sales: 2000, returns: 500, voids: 1000 } },
  })
  expect(refusedRows(`${file}.refused.ndjson`)).toEqual([])
  const before = await ledger(store.id)
  expect(before).toMatchObject({ purchases: 4, audits: 4 })
  const again = await runImport(services, 'purchases', file, '--store', store.code)
  expect(again).toMatchObject({
    rows: 4,
    recorded: { reports: 0 },
    replayed: { reports: 4 },
    amounts: first.amounts,
  })
  expect(await ledger(store.id)).toEqual(before)
})

it('writes each refused row with its reason and as it came, and records the others', async () => {
  const { store } = await openShop(base)
  const wrong = report('wrong', { lines: [{ code: 'tv', quantity: 0, unitPrice: 500 }] })
  const file = fileOf('bad.ndjson', [
    report('good'),
    wrong,
    '{"reference": broken',
    report('elsewhere', { storeCode: 'another-store' }),
    '"text"',
    report('dollars', { currency: 'USD' }),
    report('good', { lines: [{ code: 'tv', quantity: 3, unitPrice: 500 }] }),
    report('back', { kind: 'return', returnOf: 'nothing' }),
  ])
  const refused = join(folder, 'named.ndjson')
  const summary = await runImport(services, 'purchases', file, '--store', store.code, '--refused', refused)
  expect(summary).toMatchObject({
    rows: 8,
    recorded: { reports: 1 },
    refused: { reports: 7 },
    refusals: { invalid_request: 3 },
  })
  const rows = refusedRows(refused)
  expect(
    rows.map(({ row, reference, code, errors }) => [
      row,
      reference,
      code,
      errors.map(({ field, code }) => `${field} ${code}`),
    ]),
  ).toEqual([
    [2, 'wrong', 'invalid_request', ['lines[0].quantity too_small']],
    [3, null, 'malformed_body', []],
    [4, 'elsewhere', 'store_differs', ['storeCode store_differs']],
    [5, null, 'invalid_request', [' invalid_type']],
    [6, 'dollars', 'invalid_request', ['currency currency_not_of_store']],
    [7, 'good', 'purchase_conflict', ['lines[0].quantity differs', 'lines[0].amount differs']],
    [8, 'back', 'original_unknown', ['returnOf original_unknown']],
  ])
  expect(rows[0]?.original).toEqual(wrong)
  expect(rows[1]?.original).toBe('{"reference": broken')
  expect(await ledger(store.id)).toMatchObject({ purchases: 1, total: 1000 })
  // Nothing of refused reports stays, not even of the people in them.
  const kept = await runImport(
    services,
    'purchases',
    fileOf('mended.ndjson', [{ ...wrong, lines: report('wrong').lines }]),
    '--store',
    store.code,
  )
  expect(kept).toMatchObject({ recorded: { reports: 1 } })
})

it(
  'imports a catalogue, from standard input too; what is the same is left as it is',
  { timeout: 60_000 },
  async () => {
    const { store } = await openShop(base)
    const file = fileOf('items.ndjson', [
      { code: 'tv', name: 'Television' },
      { code: 'tv' },
      '{',
      { code: 'pc', name: 'Computer' },
    ])
    const summary = await runImport(services, 'catalog', file, '--store', store.code)
    expect(summary).toMatchObject({ rows: 4, recorded: { reports: 2 }, refused: { reports: 2 } })
    expect(
      refusedRows(`${file}.refused.ndjson`).map(({ row, reference, original }) => [row, reference, original]),
    ).toEqual([
      [2, 'tv', { code: 'tv' }],
      [3, null, '{'],
    ])
    const piped = startImport(
      services,
      'catalog',
      '-',
      '--store',
      store.code,
      '--json',
      '--refused',
      join(folder, 'piped'),
    )
    piped.child.stdin.end('{"code":"tv","name":"Television"}\n{"code":"pc","name":"PC"}\n')
    expect(await piped.end()).toBe(0)
    expect(JSON.parse(piped.output.out)).toMatchObject({ recorded: { reports: 1 }, replayed: { reports: 1 } })
  },
)

it('says what is wrong with a command or a file, and ends with a code that tells the two apart', async () => {
  const { store } = await openShop(base)
  const csv = fileOf('a.csv', ['a,b', '1,2'])
  const run = async (...args: string[]) => {
    const { code, err } = await tryImport(services, ...args)
    return [code, err.split('\n')[0]]
  }
  const to = ['--store', store.code]
  expect(await run()).toEqual([2, 'Say what to import.'])
  expect(await run('sales', csv, ...to)).toEqual([2, 'There is no import of sales.'])
  expect(await run('purchases', ...to)).toEqual([2, 'Say which file to import.'])
  expect(await run('purchases', csv)).toEqual([2, 'Say whose it is: --store CODE.'])
  expect(await run('purchases', csv, ...to, '--format', 'xml')).toEqual([
    2,
    'There is no format xml; there are ndjson and online-retail.',
  ])
  expect(await run('purchases', csv, '--store', 'nobodys')).toEqual([1, 'There is no store nobodys.'])
  expect(await run('purchases', join(folder, 'none'), ...to)).toEqual([
    1,
    `There is no file ${join(folder, 'none')}.`,
  ])
  expect(await run('purchases', folder, ...to)).toEqual([1, `${folder} is a folder, not a file.`])
  expect(await run('purchases', csv, ...to)).toEqual([
    1,
    'The file is no NDJSON: its first line is no JSON object. Is another --format meant?',
  ])
  expect(await run('purchases', csv, ...to, '--format', 'online-retail')).toEqual([
    1,
    `The file is in GBP, the store ${store.code} in JPY.`,
  ])
  expect(await run('purchases', csv, ...to, '--refused', csv)).toEqual([
    1,
    'The refused rows cannot go into the file itself.',
  ])
})

it('keeps what came before the place where a gzipped file breaks off, and takes the rest from the whole file', async () => {
  const { store } = await openShop(base)
  const rows = Array.from({ length: 1500 }, (_, i) =>
    JSON.stringify(report(`b${i}`, { buyer: { email: `${crypto.randomUUID()}@example.com` } })),
  )
  const whole = gzipSync(rows.join('\n'))
  const file = join(folder, 'broken.ndjson.gz')
  writeFileSync(file, whole.subarray(0, Math.floor(whole.length * 0.8)))
  const { code, err } = await tryImport(services, 'purchases', file, '--store', store.code)
  expect([code, err]).toEqual([1, expect.stringMatching(/is broken gzip .* The first 1000 rows are done/)])
  expect(await ledger(store.id)).toMatchObject({ purchases: 1000 })
  writeFileSync(file, whole)
  expect(await runImport(services, 'purchases', file, '--store', store.code)).toMatchObject({
    recorded: { reports: 500 },
    replayed: { reports: 1000 },
  })
  writeFileSync(file, rows.join('\n'))
  expect(await tryImport(services, 'purchases', file, '--store', store.code)).toMatchObject({
    code: 1,
    err: `${file} is not gzip, though its name says so.\n`,
  })
})

it(
  'finishes the transaction under way on Ctrl-C, says where it stopped, and goes on from there',
  { timeout: 60_000 },
  async () => {
    const { store } = await openShop(base)
    const rows = Array.from({ length: 700 }, (_, i) => `${JSON.stringify(report(`s${i}`))}\n`)
    const refused = ['--refused', join(folder, 'stopped')]
    const program = startImport(services, 'purchases', '-', '--store', store.code, ...refused)
    program.child.stdin.on('error', () => {})
    // Standard input stays open, so that the import cannot come to its end before the signal.
    program.child.stdin.write(rows.join(''))
    await program.saysRows(500)
    program.child.kill('SIGINT')
    expect(await program.end()).toBe(130)
    expect(program.output.out).toContain('Stopped after row 500.')
    expect(await ledger(store.id)).toMatchObject({ purchases: 500 })
    const whole = join(folder, 'whole.ndjson')
    writeFileSync(whole, rows.join(''))
    expect(await runImport(services, 'purchases', whole, '--store', store.code)).toMatchObject({
      rows: 700,
      recorded: { reports: 200 },
      replayed: { reports: 500 },
      amounts: { JPY: { sales: 700_000 } },
    })
  },
)
