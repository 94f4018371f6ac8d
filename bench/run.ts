import { Client } from 'pg'
import { rowsOfTransaction } from '#modules/sales/record-batch.ts'
import { chosenOf, readOptions } from '#scripts/options.ts'
import { Interrupted, listenForEnd } from '#scripts/signals.ts'
import { freshDatabase } from './database.ts'
import {
  captureTemplates,
  measureBatch,
  measureOffers,
  measureOneByOne,
  measureWallet,
  salesRound,
  startChildren,
} from './figures.ts'
import type { Bench, Figure } from './figures.ts'
import { fillDatabase, fillSettlements } from './fill.ts'
import { measureMemory } from './memory.ts'
import type { MemoryCase } from './memory.ts'
import { prepare, productEnvironment } from './prepare.ts'
import { startProduct } from './product.ts'
import { failures, printReport, writeReport } from './report.ts'
import { full, quick } from './settings.ts'
import {
  captureSettlements,
  measureOneMerchant,
  measureQuotes,
  measureSettlements,
} from './settlement-figures.ts'

const measurements: Record<string, (bench: Bench) => Promise<Figure>> = {
  offers: measureOffers,
  contracts: (bench) => measureWallet(bench, 'contracts'),
  purchases: (bench) => measureWallet(bench, 'purchases'),
  'one-by-one': measureOneByOne,
  batch: (bench) => measureBatch(bench, rowsOfTransaction),
  quotes: measureQuotes,
  settlements: measureSettlements,
  merchants: measureOneMerchant,
}

const usage = `npm run bench [-- OPTIONS]
Measures the hot paths beside their limits (docs/guides/bench.md).
  --only LIST     of ${[...Object.keys(measurements), 'memory'].join(',')}
  --quick         the smallest form, whose figures mean nothing
  --memory        the import of a million lines
  --contracts N   in a ledger of so many contracts
  --out FILE      where the figures are written as JSON
  --profile DIR   with a profile of the server's processor time`
const { values } = readOptions(usage, {
  options: {
    quick: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    contracts: { type: 'string', default: '0' },
    only: { type: 'string' },
    out: { type: 'string', default: 'reports/bench.json' },
    profile: { type: 'string' },
  },
})
const sizes = values.quick ? quick : full
const only =
  chosenOf(usage, values.only, [...Object.keys(measurements), 'memory']) ??
  (values.memory ? ['memory'] : [...Object.keys(measurements), 'memory'])
const cleanups: (() => Promise<void>)[] = []
const log = (line: string) => console.error(line)

const ending = listenForEnd(() => log('ending'))
const interrupted = ending.requested.then(() => {
  throw new Interrupted()
})
process.exitCode = await Promise.race([run(), interrupted]).catch((error: unknown) => {
  if (!(error instanceof Interrupted)) console.error(error)
  return 1
})
await Promise.all(cleanups.toReversed().map((cleanup) => cleanup().catch(() => {})))
process.exit()

async function run(): Promise<number> {
  const database = await freshDatabase(log)
  cleanups.push(() => database.drop())
  const children = startChildren()
  cleanups.push(async () => void (await Promise.all(Object.values(children).map((child) => child.stop()))))
  const admin = new Client({ connectionString: database.url })
  admin.on('error', () => {})
  await admin.connect()
  log(
    `fsync ${database.settings['fsync']}, synchronous_commit ${database.settings['synchronous_commit']}; preparing`,
  )
  const environment = productEnvironment(database.url)
  const prepared = await prepare(environment, sizes)
  const product = await startProduct(environment, 'serve', values.profile)
  cleanups.push(() => product.stop())
  const templates = await captureTemplates({ prepared, sizes, product, admin })
  const bench: Bench = {
    url: database.url,
    environment,
    sizes,
    prepared,
    product,
    admin,
    templates,
    settlements: [],
    log,
    children,
  }
  await fillDatabase(bench, Number(values.contracts))
  if (only.includes('settlements') || only.includes('merchants')) {
    bench.settlements = await captureSettlements(bench)
    await fillSettlements(bench)
  }
  await admin.query('vacuum analyze')
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(measurements))
    if (only.includes(name)) figures.push(await measure(bench))
  const used = product.memoryMb()
  if (only.includes('one-by-one')) await noteOtherWays(bench, figures)
  const memory: MemoryCase[] = only.includes('memory') ? await measureMemory(bench) : []
  const report = {
    figures,
    memory,
    rssAfterFigures: used ?? null,
    settings: database.settings,
    sizes,
    contracts: await countOf(admin),
  }
  printReport(report)
  await writeReport(values.out, report)
  const failed = values.quick ? [] : failures(report)
  for (const failure of failed) console.error(failure)
  return failed.length > 0 ? 1 : 0
}

/** The same purchases with a mail to each buyer, and against a process that has no worker in it. */
async function noteOtherWays(bench: Bench, figures: readonly Figure[]): Promise<void> {
  const notes = figures.find((f) => f.name === 'purchases one by one')?.notes ?? {}
  notes['ours while each buyer is sent a mail'] = Math.round(
    (await salesRound(bench, bench.product.port, 0)).perSecond,
  )
  await bench.product.stop()
  const api = await startProduct(bench.environment, 'api')
  cleanups.push(() => api.stop())
  notes['ours as `api` alone'] = Math.round((await salesRound(bench, api.port)).perSecond)
  await api.stop()
}

async function countOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>('select count(*) from contracts')
  return Number(rows[0]?.count)
}
