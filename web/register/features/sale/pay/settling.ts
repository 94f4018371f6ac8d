import {
  changeSale,
  addSale,
  dismissSale,
  isAnswered,
  reserveReference,
  saleOf,
} from '../../../till/queue.ts'
import type { Entry } from '../../../till/queue.ts'
import { requestBuyer, requestLines, withSending } from '../../../till/basket.ts'
import type { Basket } from '../../../till/basket.ts'
import { changeBasket, nowText } from '../../../till/baskets.ts'
import type { Device } from '../../../till/device.ts'
import { kept, refreshOutbox, sendWaiting } from '../../../till/outbox.ts'
import { tenderRequests } from '../../../till/tenders.ts'
import type { Chosen } from '../../../till/tenders.ts'
import type { Problem, Quote, Settlement, SettlementRequest } from '../../../till/types.ts'

/** How paying stands: with the server's answer, kept without one, or not known at all. */
export type Result =
  | { kind: 'answered'; settlement: Settlement }
  | { kind: 'refused'; problem: Problem }
  /** In the queue, paid in cash: the buyer can go. */
  | { kind: 'kept'; entry: Entry }
  /** Money may have moved: the buyer waits. */
  | { kind: 'unknown'; reference: string }

export type Payment = {
  basket: Basket
  device: Device
  chosen: readonly Chosen[]
  /** null without a connection: the sum as printed is due. */
  quote: Quote | null
  sum: number
}

/**
 * Writes the sale down, sends it and waits for what becomes of it. The receipt number is in the basket before the
 * sale is anywhere: a reload in between finds it, and nothing is sold twice.
 */
export async function settle(payment: Payment): Promise<Result> {
  const here = await kept()
  const reference = await reserveReference(here)
  changeBasket((basket) => withSending(basket, reference))
  const at = nowText()
  const { quote, sum, chosen } = payment
  const inCash = chosen.every(({ kind }) => kind === 'cash')
  const fullPrice = quote?.price ?? sum
  await addSale(here, { at, fullPrice, taken: quote === null }, requestOf(payment, reference, at))
  await refreshOutbox()
  return quote === null ? resultOf(reference) : follow(reference, inCash)
}

function requestOf(
  { basket, device, chosen, quote, sum }: Payment,
  reference: string,
  at: string,
): SettlementRequest {
  const { store, register } = device
  return {
    merchantCode: store.code,
    currency: store.currency,
    occurredAt: at,
    lines: requestLines(basket),
    ...requestBuyer(basket),
    couponCodes: quote ? [...basket.couponCodes] : [],
    reference,
    register,
    ...(chosen.length > 0 ? { tenders: tenderRequests(chosen) } : {}),
    expectedAmountDue: quote?.amountDue ?? sum,
    // Whoever is known by an account alone is asked on the phone.
    askBuyer: chosen.some(({ kind }) => kind === 'account'),
    offline: quote ? null : { madeAt: at },
  }
}

const everyMs = 300
const busyForMs = 10_000

/** Sends what is before it and the sale itself. Cash without an answer is a sale that waits in the queue. */
export async function follow(reference: string, inCash: boolean): Promise<Result> {
  const until = Date.now() + busyForMs
  for (;;) {
    const end = await sendWaiting(reference)
    const result = await resultOf(reference)
    if (result.kind === 'answered' || result.kind === 'refused') return result
    // Another tab sends just now, and brings the answer to the same place.
    if ((end === 'busy' || end === 'empty') && Date.now() < until) {
      await new Promise((resolve) => {
        setTimeout(resolve, everyMs)
      })
      continue
    }
    if (!inCash) return { kind: 'unknown', reference }
    await changeSale(await kept(), reference, { taken: true })
    await refreshOutbox()
    return resultOf(reference)
  }
}

/** What is known of a sale on this device; one that was refused before anybody left is taken off the list. */
export async function resultOf(reference: string): Promise<Result> {
  const here = await kept()
  const sale = await saleOf(here, reference)
  if (!sale) return { kind: 'refused', problem: nothingWritten }
  if (isAnswered(sale)) return { kind: 'answered', settlement: sale.settlement }
  if (sale.state === 'refused' && !sale.taken && sale.problem?.code !== 'settlement_conflict') {
    await dismissSale(here, reference)
    await refreshOutbox()
    return { kind: 'refused', problem: sale.problem ?? nothingWritten }
  }
  return sale.taken ? { kind: 'kept', entry: sale } : { kind: 'unknown', reference }
}

/** The page went away before the sale was written: nothing happened. */
const nothingWritten: Problem = { code: 'sale_not_begun', status: 0, errors: [], requestId: '' }
