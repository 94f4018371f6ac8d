import type { Client } from 'pg'
import type { BatchJob, BatchResult } from './batch-client.ts'
import { Child } from './child.ts'
import { freezeAtRest, settle, skipEvents } from './database.ts'
import { capture } from './limits/captured.ts'
import type { Template } from './limits/captured.ts'
import type { CopyJob, CopyResult } from './limits/copy.ts'
import type { OneByOneJob, OneByOneResult } from './limits/one-by-one.ts'
import type { ReadsJob } from './limits/reads.ts'
import { offerPath } from './load.ts'
import type { Asked, LoadJob, LoadResult } from './load.ts'
import type { Prepared } from './prepare.ts'
import type { Product } from './product.ts'
import type { SaleShape } from './sales.ts'
import { chance, saleJson } from './sales.ts'
import type { Sizes } from './settings.ts'

export type Round = { perSecond: number; p50?: number; p99?: number }
export type Figure = {
  name: string
  unit: string
  ours: Round
  limit: Round
  /** Of the medians. */
  ratio: number
  rounds: { ours: number[]; limit: number[] }
  notes: Record<string, number | string>
}

/** Everything a measurement needs. One product, one generator and one program per limit live through the run. */
export type Bench = {
  url: string
  environment: Record<string, string>
  sizes: Sizes
  prepared: Prepared
  product: Product
  admin: Client
  /** Of purchases, and of settlements where those are measured. */
  templates: Template[]
  settlements: Template[]
  log: (line: string) => void
  children: { load: Child; batch: Child; oneByOne: Child; copy: Child; reads: Child }
}

export function startChildren(): Bench['children'] {
  return {
    load: new Child('load.ts'),
    batch: new Child('batch-client.ts'),
    oneByOne: new Child('limits/one-by-one.ts'),
    copy: new Child('limits/copy.ts'),
    reads: new Child('limits/reads.ts'),
  }
}

let prefixes = 0
/** A name that no earlier round used, for its references and addresses. */
export const freshPrefix = () => `r${(prefixes += 1)}-${process.pid.toString(36)}`

/**
 * Purchases of three days ago, unless said: buyers of fresh ones each get a mail, by jobs that run after the answer
 * and would be measured here by chance. What mails cost stands in a note beside the figure.
 */
export function shapeOf({ prepared, sizes }: Pick<Bench, 'prepared' | 'sizes'>, daysAgo = 3): SaleShape {
  const purchasedAt = new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  return { storeCode: prepared.storeCode, items: sizes.items, buyers: sizes.buyers, purchasedAt }
}

/** Lets the product record some purchases alone, and reads back which rows each wrote. */
export async function captureTemplates(
  bench: Pick<Bench, 'prepared' | 'sizes' | 'product' | 'admin'>,
): Promise<Template[]> {
  const templates: Template[] = []
  const random = chance(5)
  for (let n = 0; n < 12; n += 1) {
    const reference = `capture-${n}`
    const answer = await fetch(`http://127.0.0.1:${bench.product.port}/v1/purchases`, {
      method: 'POST',
      headers: { authorization: `Bearer ${bench.prepared.key}`, 'content-type': 'application/json' },
      body: saleJson(shapeOf(bench), 'capture', n, random),
    })
    if (answer.status !== 201) throw new Error(`not recorded: ${await answer.text()}`)
    templates.push(await capture(bench.admin, { table: 'purchases', reference }))
  }
  return templates
}

/**
 * Limit, ours, limit, ours, limit: what disturbs the machine for a while disturbs both.
 * @param alone runs the limit: with the product frozen, unless it is the product that is asked
 */
export async function interleave(
  bench: Bench,
  name: string,
  unit: string,
  limit: () => Promise<Round>,
  ours: () => Promise<Round>,
  alone = whileFrozen<Round>,
): Promise<Figure> {
  const limits: Round[] = []
  const own: Round[] = []
  for (let round = 0; round < bench.sizes.rounds; round += 1) {
    limits.push(await alone(bench, limit))
    bench.log(`${name}: limit ${Math.round(limits.at(-1)?.perSecond ?? 0)}/s`)
    if (round === bench.sizes.rounds - 1) break
    own.push(await ours())
    bench.log(`${name}: ours ${Math.round(own.at(-1)?.perSecond ?? 0)}/s`)
  }
  const limitMedian = median(limits)
  const ownMedian = median(own)
  const rounds = { ours: own.map((r) => r.perSecond), limit: limits.map((r) => r.perSecond) }
  return {
    name,
    unit,
    ours: ownMedian,
    limit: limitMedian,
    ratio: ownMedian.perSecond / limitMedian.perSecond,
    rounds,
    notes: {},
  }
}

/**
 * Measures a limit while the product stands still, so that its dispatcher takes nothing from it; nor does anybody
 * work afterwards on the events that the limit wrote: what they tell of was made up.
 */
export async function whileFrozen<T>({ admin, product }: Bench, limit: () => Promise<T>): Promise<T> {
  await settle(admin)
  await freezeAtRest(admin, product)
  try {
    const result = await limit()
    await skipEvents(admin)
    return result
  } finally {
    product.thaw()
  }
}

function median(rounds: readonly Round[]): Round {
  const middle = (values: number[]) => {
    const sorted = values.sort((a, b) => a - b)
    const low = sorted[Math.floor((sorted.length - 1) / 2)] as number
    return (low + (sorted[Math.ceil((sorted.length - 1) / 2)] as number)) / 2
  }
  const of = (key: 'p50' | 'p99') => rounds.flatMap((round) => round[key] ?? [])
  return {
    perSecond: middle(rounds.map((round) => round.perSecond)),
    ...(of('p50').length > 0 ? { p50: middle(of('p50')), p99: middle(of('p99')) } : {}),
  }
}

export function loadOf(
  bench: Bench,
  port: number,
  asked: Asked,
  status = 200,
  connections = bench.sizes.connections,
): Promise<LoadResult> {
  const { warmUpMs, measureMs } = bench.sizes
  return bench.children.load.ask<LoadResult>({
    port,
    connections,
    warmUpMs,
    measureMs,
    status,
    asked,
  } satisfies LoadJob)
}

/** How many purchases a round may need at most. */
export function mostPurchases({ sizes }: Bench): number {
  return Math.ceil(((sizes.warmUpMs + sizes.measureMs) / 1000) * 12_000)
}

export function salesRound(bench: Bench, port = bench.product.port, daysAgo = 3): Promise<LoadResult> {
  const asked = {
    kind: 'sales',
    key: bench.prepared.key,
    shape: shapeOf(bench, daysAgo),
    prefix: freshPrefix(),
    most: mostPurchases(bench),
  } as const
  return loadOf(bench, port, asked, 201)
}

export async function measureOneByOne(bench: Bench): Promise<Figure> {
  return beside(bench, 'purchases one by one', 'purchases/s', bench.templates, () => salesRound(bench))
}

/** Ours beside the same rows written by a bare loop, over the number of connections that is best for the loop. */
export async function beside(
  bench: Bench,
  name: string,
  unit: string,
  templates: Template[],
  ours: () => Promise<Round>,
): Promise<Figure> {
  const limit = (connections: number, share = 1) =>
    bench.children.oneByOne.ask<OneByOneResult>({
      url: bench.url,
      templates,
      knownIds: bench.prepared.knownIds,
      prefix: freshPrefix(),
      connections,
      warmUpMs: bench.sizes.warmUpMs * share,
      measureMs: bench.sizes.measureMs * share,
      most: mostPurchases(bench),
    } satisfies OneByOneJob)
  let best = { connections: 0, perSecond: 0 }
  for (const connections of [16, 32, 64]) {
    const { perSecond } = await whileFrozen(bench, () => limit(connections, 0.5))
    if (perSecond > best.perSecond) best = { connections, perSecond }
  }
  const figure = await interleave(bench, name, unit, () => limit(best.connections), ours)
  figure.notes['connections of the limit'] = best.connections
  return figure
}

export async function measureBatch(bench: Bench, together: number): Promise<Figure> {
  const { sizes, prepared } = bench
  const copy = async (connections: number): Promise<Round> => {
    const job: CopyJob = {
      url: bench.url,
      templates: bench.templates,
      knownIds: prepared.knownIds,
      prefix: freshPrefix(),
      connections,
      purchases: sizes.batchLines,
      together,
    }
    const { seconds, purchases } = await bench.children.copy.ask<CopyResult>(job)
    return { perSecond: purchases / seconds }
  }
  const ours = async (): Promise<Round> => {
    const { seconds, answers } = await sendBatch(bench, {
      lines: sizes.batchLines,
      reads: 'together',
      ahead: true,
    })
    return { perSecond: answers / seconds }
  }
  const figure = await interleave(bench, 'batch import', 'purchases/s', () => copy(1), ours)
  const many = await whileFrozen(bench, () => copy(4))
  figure.notes['purchases a commit'] = together
  figure.notes['lines/s of ours'] = Math.round(figure.ours.perSecond * 3)
  figure.notes['COPY over 4 connections, purchases/s'] = Math.round(many.perSecond)
  return figure
}

export async function sendBatch(
  bench: Bench,
  options: Pick<BatchJob, 'lines' | 'reads' | 'ahead'>,
  port = bench.product.port,
): Promise<BatchResult> {
  const job: BatchJob = {
    port,
    key: bench.prepared.key,
    shape: shapeOf(bench),
    prefix: freshPrefix(),
    ...options,
  }
  const result = await bench.children.batch.ask<BatchResult>(job)
  if (result.answers !== options.lines || result.refused > 0) {
    throw new Error(
      `${result.answers} answers to ${options.lines} lines, ${result.refused} refused: ${result.firstRefusal}`,
    )
  }
  return result
}

export function measureOffers(bench: Bench): Promise<Figure> {
  const { storeCode } = bench.prepared
  const requests = Array.from({ length: bench.sizes.items }, (_, i) => ({ url: offerPath(storeCode, i) }))
  return measureReads(
    bench,
    'offer look-up',
    { answer: 'offers', requests },
    { kind: 'offers', storeCode, items: bench.sizes.items },
  )
}

export function measureWallet(bench: Bench, answer: 'contracts' | 'purchases'): Promise<Figure> {
  const path = `/v1/me/${answer}`
  const { cookies } = bench.prepared
  const requests = cookies.map((cookie) => ({ url: path, cookie: `mamori_session=${cookie}` }))
  return measureReads(bench, `wallet: ${answer}`, { answer, requests }, { kind: 'wallet', path, cookies })
}

async function measureReads(
  bench: Bench,
  name: string,
  job: Omit<ReadsJob, 'environment'>,
  asked: Asked,
): Promise<Figure> {
  const { port } = await bench.children.reads.ask<{ port: number }>({
    environment: bench.environment,
    ...job,
  } satisfies ReadsJob)
  return interleave(
    bench,
    name,
    'answers/s',
    () => loadOf(bench, port, asked),
    () => loadOf(bench, bench.product.port, asked),
  )
}
