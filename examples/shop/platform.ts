import type { ShopDatabase, Waiting } from './database.ts'

export type Platform = { url: string; storeCode: string; key: string }
type Answer = { status: number; body: Record<string, unknown> }
type Rejected = { row: number; errors: { field: string; message: string }[] }

/** Items that one call carries at most. */
const mostItems = 500

/** The platform cannot be reached, or cannot take it now: what waits goes on waiting. */
export class Unreachable extends Error {}

/**
 * Sends what waits, in the order in which it happened: an item changed before a sale arrives before it, and one
 * changed after it after it, so that a sale gets the names of its own day however late it is sent. Something is
 * taken off the list only when the platform has answered for it; both calls can be sent twice without harm.
 * @throws Unreachable with the rest still waiting
 */
export async function deliver(database: ShopDatabase, platform: Platform): Promise<void> {
  // Two programs that send at once could bring an older name after a newer one.
  using sending = database.startSending()
  if (!sending) throw new Unreachable('another program of this shop is sending')
  for (let waiting = database.waiting(); waiting.length > 0; waiting = database.waiting()) {
    const firstSale = waiting.findIndex(({ kind }) => kind === 'sale')
    const items = waiting.slice(0, firstSale < 0 ? mostItems : Math.min(firstSale, mostItems))
    if (items.length > 0) await deliverItems(database, platform, items)
    else await deliverSale(database, platform, waiting[0] as Waiting)
  }
}

async function deliverItems(
  database: ShopDatabase,
  platform: Platform,
  items: readonly Waiting[],
): Promise<void> {
  const rows = items.map(({ body }) => JSON.parse(body) as unknown)
  const { status, body } = await call(
    platform,
    'PUT',
    `/v1/stores/${encodeURIComponent(platform.storeCode)}/items`,
    rows,
  )
  if (status !== 200) throw new Unreachable(explain(status, body))
  const rejected = new Map((body['rejected'] as Rejected[]).map(({ row, errors }) => [row, errors]))
  for (const [i, { n }] of items.entries()) {
    const errors = rejected.get(i + 1)
    if (errors) database.refuse(n, errors.map(({ field, message }) => `${field} ${message}`).join('; '))
    else database.acknowledge(n)
  }
}

async function deliverSale(database: ShopDatabase, platform: Platform, sale: Waiting): Promise<void> {
  const { status, body } = await call(platform, 'POST', '/v1/purchases', JSON.parse(sale.body))
  if (status === 201) database.acknowledge(sale.n)
  else if (isForNow(status)) throw new Unreachable(explain(status, body))
  else database.refuse(sale.n, explain(status, body))
}

/** Refusals that a later try can overcome: no right or wrong store (somebody mends the settings), busy, failed. */
function isForNow(status: number): boolean {
  return status >= 500 || [401, 403, 404, 408, 429].includes(status)
}

async function call({ url, key }: Platform, method: string, path: string, body: unknown): Promise<Answer> {
  try {
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    const text = await response.text()
    return {
      status: response.status,
      body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {},
    }
  } catch (error) {
    throw new Unreachable(
      error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : String(error),
    )
  }
}

function explain(status: number, body: Record<string, unknown>): string {
  const { code, detail } = body as { code?: string; detail?: string }
  return [status, code, detail].filter((part) => part !== undefined).join(' ')
}
