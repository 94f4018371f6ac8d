import { capture } from './limits/captured.ts'
import type { Template } from './limits/captured.ts'
import { settle } from './database.ts'
import type { Bench, Figure, Round } from './figures.ts'
import { beside, freshPrefix, interleave, loadOf, mostPurchases, whileFrozen } from './figures.ts'
import type { ReadsJob } from './limits/reads.ts'
import { openMerchants } from './prepare-tills.ts'
import type { Till } from './tills.ts'
import { quoteJson, settlementJson } from './tills.ts'

/** Each account shows one basket at a till of the store; of now, as everything that is settled. */
export function tillsOf({
  prepared: { key, storeCode, accounts },
  sizes: { items },
}: Pick<Bench, 'prepared' | 'sizes'>): Till[] {
  const occurredAt = new Date().toISOString()
  return accounts.map((account, item) => ({ key, storeCode, account, occurredAt, item, items }))
}

/** Quotes beside a bare Fastify that runs the same statements, and beside one that only writes the same JSON. */
export async function measureQuotes(bench: Bench): Promise<Figure> {
  const tills = tillsOf(bench)
  const asked = { kind: 'quotes', tills } as const
  const job: ReadsJob = {
    environment: bench.environment,
    answer: 'quotes',
    requests: tills.map((till) => ({ url: '/v1/settlements/quote', key: till.key, body: quoteJson(till) })),
  }
  const open = (answerOnly: boolean) =>
    bench.children.reads.ask<{ port: number; statements: number }>({ ...job, answerOnly } satisfies ReadsJob)
  const { port, statements } = await open(false)
  const figure = await interleave(
    bench,
    'quotes',
    'quotes/s',
    () => loadOf(bench, port, asked),
    () => loadOf(bench, bench.product.port, asked),
  )
  figure.notes['statements of a quote'] = statements
  const bare = await open(true)
  const { perSecond } = await whileFrozen(bench, () => loadOf(bench, bare.port, asked))
  figure.notes['bare Fastify that reads nothing, quotes/s'] = Math.round(perSecond)
  figure.notes['ours over that'] = (figure.ours.perSecond / perSecond).toFixed(2)
  return figure
}

/** Settlements in cash with a coupon that applied itself, beside the same rows by a bare loop. */
export async function measureSettlements(bench: Bench): Promise<Figure> {
  const tills = tillsOf(bench)
  const templates = bench.settlements
  const figure = await beside(bench, 'settlements', 'settlements/s', templates, () =>
    settlementsRound(bench, tills, bench.sizes.connections),
  )
  figure.notes['rows of a settlement'] = rowsOf(templates[0] as Template)
  // What everybody uses at once is one row, held until each commits.
  const sameCoupon = tills.filter((_, i) => i % bench.sizes.coupons === 0)
  const alike = await settlementsRound(bench, sameCoupon, bench.sizes.connections)
  figure.notes['ours where all use one coupon'] = Math.round(alike.perSecond)
  return figure
}

/** Tills of one merchant beside as many tills of all merchants: nothing of a merchant may be a row that all wait for. */
export async function measureOneMerchant(bench: Bench): Promise<Figure> {
  const merchants = await openMerchants(bench.environment, bench.sizes)
  const one = merchants[0] as Till
  const tillsOfOne = merchants.map((till, item) => ({ ...one, item: till.item + item }))
  const round = (tills: Till[]) => () => settlementsRound(bench, tills, bench.sizes.tills)
  // Before the first round the catalogues and profiles of all are read once, into what the process keeps.
  await settlementsRound(bench, merchants, bench.sizes.tills)
  const figure = await interleave(
    bench,
    'one merchant',
    'settlements/s',
    round(merchants),
    round(tillsOfOne),
    async (_, all) => {
      await settle(bench.admin)
      const result = await all()
      await settle(bench.admin)
      return result
    },
  )
  figure.notes['merchants of the limit'] = merchants.length
  figure.notes['connections'] = bench.sizes.tills
  return figure
}

function settlementsRound(bench: Bench, tills: readonly Till[], connections: number): Promise<Round> {
  const asked = { kind: 'settlements', tills, prefix: freshPrefix(), most: mostPurchases(bench) } as const
  return loadOf(bench, bench.product.port, asked, 201, connections)
}

/** Of how many buyers the rows of a settlement are read back: as many coupons are used up side by side by the limit. */
const captured = 48

/** Lets the product settle for some buyers alone, and reads back which rows each settlement wrote. */
export async function captureSettlements(
  bench: Pick<Bench, 'prepared' | 'sizes' | 'product' | 'admin'>,
): Promise<Template[]> {
  const { admin, product } = bench
  const templates: Template[] = []
  for (const [i, till] of tillsOf(bench).slice(0, captured).entries()) {
    const reference = `capture-settlement-${i}`
    const answer = await fetch(`http://127.0.0.1:${product.port}/v1/settlements`, {
      method: 'POST',
      headers: { authorization: `Bearer ${till.key}`, 'content-type': 'application/json' },
      body: settlementJson(till, reference),
    })
    const settled = (await answer.json()) as { state?: string; couponsUsed?: unknown[] }
    if (settled.state !== 'settled' || settled.couponsUsed?.length !== 1)
      throw new Error(`not settled with one coupon: ${JSON.stringify(settled)}`)
    const { rows } = await admin.query<Record<string, string>>(
      `select s.purchaser_id, s.account_id, u.coupon_id, u.holding_id, u.code_hash::text as code_hash
       from settlements s join coupon_uses u on u.bucket = s.bucket and u.settlement_id = s.id where s.reference = $1`,
      [reference],
    )
    const constant = Object.values(rows[0] as Record<string, string>)
    templates.push(await capture(admin, { table: 'settlements', reference, constant }))
  }
  return templates
}

function rowsOf({ tables }: Template): number {
  return tables.reduce((sum, { rows }) => sum + rows.length, 0)
}
