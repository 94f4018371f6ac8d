import { parsePublicId } from '#platform/ids.ts'
import { webhookRefused } from '../../errors.ts'
import type { ProviderEvent } from '../../port.ts'
import { Message } from './wire.ts'

/**
 * PayPay does not sign its messages, so one is never more than a hint to ask. Nor has one about a payment an id: order
 * and state make it.
 * @throws Problem `webhook_refused`
 */
export function readPayPayEvent(merchantId: string, raw: Buffer): ProviderEvent {
  const message = Message.safeParse(jsonOf(raw))
  if (!message.success) throw webhookRefused()
  const { notification_type, notification_id, merchant_id, order_id, merchant_order_id, state } = message.data
  if (merchant_id !== null && merchant_id !== merchantId) throw webhookRefused()
  const parts = [notification_type, order_id ?? merchant_order_id, state].filter((part) => part !== null)
  if (notification_id === null && parts.length < 3) throw webhookRefused()
  return {
    eventId: notification_id ?? parts.join(':'),
    attemptId: parsePublicId('att', merchant_order_id ?? '') ?? null,
    verified: false,
  }
}

function jsonOf(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'))
  } catch {
    return undefined
  }
}
