import type { FieldError } from '#platform/errors.ts'
import { defineError } from '#platform/errors.ts'

export const shopClosed = defineError(
  'shop_closed',
  503,
  () => 'This demo shop has no key for the platform. A new demo makes one.',
)
export const orderTicketWrong = defineError(
  'order_ticket_wrong',
  400,
  () => 'The order ticket is not one of this shop. Ask for a new one.',
)
export const orderTicketExpired = defineError(
  'order_ticket_expired',
  409,
  () => 'The order ticket is too old. Look at your orders, then ask for a new one.',
)
/** A client says what it showed; it never says what things cost. */
export const priceChanged = defineError(
  'price_changed',
  409,
  (_errors: FieldError[]) => 'A price is another one now. Nothing was ordered.',
  (errors) => ({ errors }),
)
export const cartOrderedAlready = defineError(
  'cart_ordered_already',
  409,
  (orderNumber: string) => `This cart was ordered already as ${orderNumber}.`,
)
export const orderRefused = defineError(
  'order_refused',
  422,
  (code: string) => `The order could not be taken (${code}). Nothing was ordered.`,
)
export const platformUnreachable = defineError(
  'platform_unreachable',
  503,
  () => 'The warranty platform does not answer. Nothing was ordered; the same order can be sent again.',
  () => ({ retryAfterSeconds: 5 }),
)
export const orderOutcomeUnknown = defineError(
  'order_outcome_unknown',
  503,
  () => 'No answer came in time. Send the same order again: it is never taken twice.',
  () => ({ retryAfterSeconds: 5 }),
)
