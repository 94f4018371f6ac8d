import { setTimeout as pause } from 'node:timers/promises'
import { orderOutcomeUnknown, platformUnreachable } from './errors.ts'
import type { Words } from './goods.ts'

/** The platform as any shop sees it: an address, a key, and the public API behind them. */
export type Platform = { url: string; key: string; tries?: Tries }
/** How long one call may take, and what is waited before each further one. */
export type Tries = { timeout: number; pauses: readonly number[] }
const patient: Tries = { timeout: 8000, pauses: [250, 1000] }

type LocalText = { ja: string; en: string | null; zh: string | null }
/** What the pages show of `Offer` in the platform's document; the rest is handed on as it came. */
export type Offer = {
  planCode: string
  name: LocalText
  premium: number
  termMonths: number
  covers: { kind: string; startsAfterMonths: number; months: number }[]
}
export type Receipt = {
  lines: { n: number; code: string; planError: string | null }[]
  contracts: { number: string; lineN: number }[]
}
type Answer = { status: number; body: Record<string, unknown> }
/** A call that has no answer: `reached` where it may have been worked on all the same. */
type NoAnswer = { reached: boolean }

export function wordsOf({ ja, en, zh }: LocalText): Words {
  return { ja, en: en ?? ja, zh: zh ?? ja }
}

/**
 * The covers that can be sold with a good at the shop's price.
 * @throws platformUnreachable
 */
export async function askOffers(
  platform: Platform,
  storeCode: string,
  { code, price }: { code: string; price: number },
): Promise<Offer[]> {
  const query = new URLSearchParams({ storeCode, code, price: String(price) })
  const answer = await call(platform, 'GET', `/v1/offers?${query.toString()}`)
  if ('reached' in answer || answer.status !== 200) throw platformUnreachable()
  return answer.body['offers'] as Offer[]
}

/**
 * Reports a sale until the platform has answered for it. Every try is the same report under the same key, so what
 * was lost on the way is found again and nothing is sold twice.
 * @returns the answer, whether it took the sale or refused it
 * @throws platformUnreachable when no try arrived, orderOutcomeUnknown when one may have
 */
export async function reportSale(platform: Platform, reference: string, report: object): Promise<Answer> {
  const { pauses } = platform.tries ?? patient
  let reached = false
  for (const wait of [0, ...pauses]) {
    await pause(wait)
    const answer = await call(platform, 'POST', '/v1/purchases', report, reference)
    if (!('reached' in answer) && !isForNow(answer)) return answer
    reached ||= !('reached' in answer) || answer.reached
  }
  throw reached ? orderOutcomeUnknown() : platformUnreachable()
}

/** Refusals that a later try can overcome: busy, failed, or the same call is being worked on. */
function isForNow({ status, body }: Answer): boolean {
  return status >= 500 || [408, 429].includes(status) || body['code'] === 'idempotency_key_in_use'
}

async function call(
  { url, key, tries = patient }: Platform,
  method: string,
  path: string,
  body?: object,
  idempotencyKey?: string,
): Promise<Answer | NoAnswer> {
  try {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(tries.timeout),
    })
    const text = await response.text()
    return { status: response.status, body: JSON.parse(text) as Record<string, unknown> }
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string }
    return { reached: code !== 'ECONNREFUSED' && code !== 'ENOTFOUND' }
  }
}
