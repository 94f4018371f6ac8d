import { client, unwrap } from './client.ts'
import { NetworkError } from './errors.ts'
import type { components } from './schema.d.ts'

/** Calls of a register that go on beside its pages: what waits in its queue, and what it keeps for later. */
type Schemas = components['schemas']

/** After so long an answer is taken for lost; the sale is asked about again under its receipt number. */
const longestAnswerMs = 20_000
const longestPingMs = 5000

/** Store and receipt number are the key: sent again, it is the same sale. */
export function createSettlement(body: Schemas['SettlementRequest']): Promise<Schemas['Settlement']> {
  return answered(longestAnswerMs, (signal) => client.POST('/v1/settlements', { body, signal }))
}

export function cancelSettlement(settlementId: string): Promise<Schemas['Settlement']> {
  const init = { params: { path: { settlementId } }, body: {} }
  return answered(longestAnswerMs, (signal) =>
    client.POST('/v1/settlements/{settlementId}/cancel', { ...init, signal }),
  )
}

export function quoteOnce(body: Schemas['SettlementQuoteRequest']): Promise<Schemas['SettlementQuote']> {
  return answered(longestAnswerMs, (signal) => client.POST('/v1/settlements/quote', { body, signal }))
}

/** Whether the server can be reached. */
export async function ping(storeCode: string): Promise<boolean> {
  try {
    const init = { params: { path: { storeCode } } }
    await answered(longestPingMs, (signal) => client.GET('/v1/stores/{storeCode}', { ...init, signal }))
    return true
  } catch (error) {
    return !(error instanceof NetworkError)
  }
}

/** The whole catalogue of a store, page by page. */
export async function readCatalogue(storeCode: string): Promise<Schemas['Item'][]> {
  const items: Schemas['Item'][] = []
  let cursor: string | null = null
  do {
    const query: { limit: number; cursor?: string } = { limit: 200, ...(cursor ? { cursor } : {}) }
    const init = { params: { path: { storeCode }, query } }
    const page: Schemas['ItemPage'] = await answered(longestAnswerMs, (signal) =>
      client.GET('/v1/stores/{storeCode}/items', { ...init, signal }),
    )
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor)
  return items
}

type Answer<T> = { data?: T; error?: unknown; response: Response }
async function answered<T>(ms: number, call: (signal: AbortSignal) => Promise<Answer<T>>): Promise<T> {
  try {
    return unwrap(await call(AbortSignal.timeout(ms)))
  } catch (error) {
    if (error instanceof DOMException) throw new NetworkError('The server does not answer in time.')
    throw error
  }
}
