import { createHmac } from 'node:crypto'
import { sameSecret } from '#platform/secrets.ts'
import { orderTicketExpired, orderTicketWrong } from './errors.ts'

/** What an order is called and when it was placed. Signed, so that a client can keep it and change nothing. */
export type Ticket = { orderNumber: string; placedAt: string }

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const longest = Temporal.Duration.from({ hours: 7 * 24 })

/**
 * The order number of a cart, always the same: however often and from however many windows a cart is ordered, it is
 * one purchase to the platform.
 */
export function orderNumberOf(prefix: string, key: string, cartId: string): string {
  const digest = createHmac('sha256', key).update(`order\n${cartId}`).digest()
  const text = Array.from(digest.subarray(0, 10), (byte) => symbols[byte % 32]).join('')
  return `${prefix}-${text.slice(0, 5)}-${text.slice(5)}`
}

export function writeTicket(key: string, { orderNumber, placedAt }: Ticket): string {
  return `${orderNumber}/${placedAt}/${signatureOf(key, orderNumber, placedAt).toString('base64url')}`
}

/**
 * Reads a ticket back. An old one is refused: the day of purchase is when the order was placed.
 * @throws orderTicketWrong, orderTicketExpired
 */
export function readTicket(key: string, text: string, now: string): Ticket {
  const [orderNumber = '', placedAt = '', signature = ''] = text.split('/')
  if (!sameSecret(Buffer.from(signature, 'base64url'), signatureOf(key, orderNumber, placedAt)))
    throw orderTicketWrong()
  const end = Temporal.Instant.from(placedAt).add(longest)
  if (Temporal.Instant.compare(end, Temporal.Instant.from(now)) < 0) throw orderTicketExpired()
  return { orderNumber, placedAt }
}

function signatureOf(key: string, orderNumber: string, placedAt: string): Buffer {
  return createHmac('sha256', key).update(`ticket\n${orderNumber}\n${placedAt}`).digest()
}
