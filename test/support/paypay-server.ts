import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { generate } from 'selfsigned'
import { z } from 'zod'

type Refund = {
  status: string
  merchantRefundId: string
  paymentId: string
  amount: number
  acceptedAt: number
}
export type PayPayOrder = {
  merchantId: string
  merchantPaymentId: string
  codeId: string
  amount: number
  /** What the customer paid, where it is another amount than was asked. */
  paid: number
  status: string
  deleted: boolean
  /** PayPay has promised that no payment stands. */
  cancelled: boolean
  expiryDate: number
  paymentId: string | null
  acceptedAt: number | null
  canceledAt: number | null
  refunds: Refund[]
}
/** What goes wrong with the next calls to an address; `of` is one of our ids in path or body. */
export type PayPayFault = {
  on: string
  of?: string
  /** `lost`: done, but not answered. `cut`: the answer breaks off; `stall`: its end never comes. A code is answered with its status. */
  does: 'hang' | 'lost' | 'cut' | 'stall' | 'nonsense' | { status: number; code: string }
  times?: number
}
export type PayPayServer = Awaited<ReturnType<typeof startPayPay>>

const Money = z.strictObject({ amount: z.int().min(1).max(99_999_999_999), currency: z.literal('JPY') })
const ourId = z.string().regex(/^[\w-]{1,64}$/)
const CodeRequest = z.strictObject({
  merchantPaymentId: ourId,
  amount: Money,
  codeType: z.literal('ORDER_QR'),
  orderDescription: z.string().max(255).optional(),
  isAuthorization: z.literal(false).optional(),
  terminalId: z.string().max(255).optional(),
  requestedAt: z.int(),
})
const RefundRequest = z.strictObject({
  merchantRefundId: ourId,
  paymentId: z.string().regex(/^\d{1,64}$/),
  amount: Money,
  reason: z.string().max(255).optional(),
  requestedAt: z.int(),
})

/**
 * A stand-in for PayPay's Open Payment API: dynamic QR codes, payments of them, cancelling and refunds. Each request's
 * signature (OPA-Auth) is made anew from what arrived; a field that the API does not know is an error.
 * @param now milliseconds, by which codes run out and the day of a payment ends
 */
export async function startPayPay(now: () => number) {
  const merchants = new Map<string, { apiKey: string; apiSecret: string; merchantId: string }>()
  const orders: PayPayOrder[] = []
  const faults: Required<PayPayFault>[] = []
  const requests: { call: string; body: unknown; merchantId: string; answered: string }[] = []
  const nonces = new Set<string>()
  const rules = { refundsAtOnce: true, cancelsAtOnce: true, manyRefunds: true }
  const certificate = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
  const server = createServer(
    { key: certificate.private, cert: certificate.cert },
    (request, response) => void answer(request, response),
  )
  const seconds = () => Math.floor(now() / 1000)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request)
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] as string)
    const parts = /^(\/v2\/(?:codes\/payments|codes|payments|refunds))(?:\/([\w-]+))?$/.exec(path) ?? []
    const call = `${request.method} ${parts[1]}${parts[2] === undefined ? '' : '/:id'}`
    const sent: unknown = body === '' ? {} : JSON.parse(body)
    const merchant = signer(request, path, body)
    const fault = takeFault(call, `${path} ${body}`)
    const send = (status: number, code: string, data: unknown = null) => {
      requests.push({ call, body: sent, merchantId: merchant?.merchantId ?? '', answered: code })
      if (fault === 'lost') return
      const text = JSON.stringify({ resultInfo: { code, message: code, codeId: '00000000' }, data })
      response.writeHead(status, {
        'content-type': 'application/json',
        ...(fault === 'cut' || fault === 'stall' ? { 'content-length': Buffer.byteLength(text) + 10 } : {}),
      })
      if (fault === 'stall') response.write(text)
      else if (fault === 'cut') response.write(text, () => response.destroy())
      else response.end(fault === 'nonsense' ? '<html>hello</html>' : text)
    }
    if (fault === 'hang') return
    if (typeof fault === 'object') return send(fault.status, fault.code)
    if (!merchant) return send(401, 'UNAUTHORIZED')
    const own = orders.filter(({ merchantId }) => merchantId === merchant.merchantId)
    const query = new URL(request.url ?? '/', 'https://paypay').searchParams
    if (call === 'POST /v2/codes') return createCode(merchant.merchantId, own, sent, send)
    if (call === 'DELETE /v2/codes/:id') return deleteCode(own, parts[2] as string, send)
    if (call === 'GET /v2/codes/payments/:id') return tell(own, parts[2] as string, send)
    if (call === 'DELETE /v2/payments/:id') return cancel(own, parts[2] as string, send)
    if (call === 'POST /v2/refunds') return refund(own, sent, send)
    if (call === 'GET /v2/refunds/:id')
      return tellRefund(own, parts[2] as string, query.get('paymentId'), send)
    return send(404, 'RESOURCE_NOT_FOUND')
  }
  type Send = (status: number, code: string, data?: unknown) => void

  /** Who signed this, byte for byte; `undefined` for a wrong signature, an old one, or one seen before. */
  function signer(request: IncomingMessage, path: string, body: string) {
    const [, key = '', mac, nonce = '', epoch = '', digest] =
      /^hmac OPA-Auth:([^:]+):([^:]+):([^:]+):(\d+):([^:]+)$/.exec(request.headers.authorization ?? '') ?? []
    const merchant = merchants.get(key)
    if (!merchant || nonces.has(nonce) || Math.abs(Date.now() / 1000 - Number(epoch)) > 120) return undefined
    const type = body === '' ? 'empty' : 'application/json'
    const hash = body === '' ? 'empty' : createHash('md5').update(type).update(body).digest('base64')
    const right = createHmac('sha256', merchant.apiSecret)
      .update([path, request.method, nonce, epoch, type, hash].join('\n'))
      .digest('base64')
    if (digest !== hash || mac !== right) return undefined
    if (request.headers['x-assume-merchant'] !== merchant.merchantId) return undefined
    nonces.add(nonce)
    return merchant
  }

  function takeFault(call: string, where: string): PayPayFault['does'] | undefined {
    const found = faults.find((fault) => fault.on === call && where.includes(fault.of))
    if (!found) return undefined
    found.times -= 1
    if (found.times === 0) faults.splice(faults.indexOf(found), 1)
    return found.does
  }

  function createCode(merchantId: string, own: PayPayOrder[], sent: unknown, send: Send): void {
    const asked = CodeRequest.safeParse(sent).data
    if (!asked) return send(400, 'INVALID_PARAMS')
    const { merchantPaymentId, amount } = asked
    if (own.some((order) => order.merchantPaymentId === merchantPaymentId))
      return send(400, 'DUPLICATE_DYNAMIC_QR_REQUEST')
    const codeId = `04-${randomBytes(12).toString('hex')}`
    const expiryDate = seconds() + 300
    orders.push({
      merchantId,
      merchantPaymentId,
      codeId,
      amount: amount.amount,
      paid: amount.amount,
      status: 'CREATED',
      deleted: false,
      cancelled: false,
      expiryDate,
      paymentId: null,
      acceptedAt: null,
      canceledAt: null,
      refunds: [],
    })
    send(201, 'SUCCESS', { ...asked, codeId, url: `https://qr.paypay.test/${codeId}`, expiryDate })
  }

  function isOpen(order: PayPayOrder): boolean {
    return order.status === 'CREATED' && !order.deleted && seconds() < order.expiryDate
  }

  function deleteCode(own: PayPayOrder[], codeId: string, send: Send): void {
    const order = own.find((each) => each.codeId === codeId)
    if (!order || !isOpen(order)) return send(404, 'DYNAMIC_QR_NOT_FOUND')
    order.deleted = true
    send(200, 'SUCCESS', { qrStatus: 'DELETED' })
  }

  function tell(own: PayPayOrder[], merchantPaymentId: string, send: Send): void {
    const order = own.find((each) => each.merchantPaymentId === merchantPaymentId)
    if (!order || (order.status === 'CREATED' && !isOpen(order)))
      return send(400, 'DYNAMIC_QR_PAYMENT_NOT_FOUND')
    const { status, paymentId, paid, acceptedAt, canceledAt, refunds } = order
    send(200, 'SUCCESS', {
      status,
      merchantPaymentId,
      amount: { amount: paid, currency: 'JPY' },
      ...(paymentId === null ? {} : { paymentId, acceptedAt, canceledAt }),
      refunds: refunds.length === 0 ? null : { data: refunds.map(shown) },
    })
  }

  function cancel(own: PayPayOrder[], merchantPaymentId: string, send: Send): void {
    const order = own.find((each) => each.merchantPaymentId === merchantPaymentId)
    const isDone = order && ['REFUNDED', 'FAILED', 'EXPIRED', 'CANCELED'].includes(order.status)
    const isLate = now() >= endOfWindow(order?.acceptedAt ?? Infinity)
    if (isDone || isLate) return send(400, 'ORDER_NOT_REVERSIBLE')
    if (order) order.deleted = order.cancelled = true
    if (order && rules.cancelsAtOnce) finishCancel(order)
    send(202, 'REQUEST_ACCEPTED')
  }

  function finishCancel(order: PayPayOrder): void {
    if (order.status === 'CREATED') return
    order.status = 'FAILED'
    order.canceledAt = seconds()
  }

  function refund(own: PayPayOrder[], sent: unknown, send: Send): void {
    const asked = RefundRequest.safeParse(sent).data
    if (!asked) return send(400, 'INVALID_PARAMS')
    const { merchantRefundId, paymentId, amount } = asked
    const order = own.find((each) => each.paymentId === paymentId)
    if (!order) return send(404, 'RESOURCE_NOT_FOUND')
    const before = order.refunds.find((each) => each.merchantRefundId === merchantRefundId)
    if (before) return send(200, 'SUCCESS', shown(before))
    if (!rules.manyRefunds && order.refunds.length > 0) return send(403, 'MERCHANT_MULTIPLE_REFUND_REJECTED')
    if (!['COMPLETED', 'REFUNDED'].includes(order.status)) return send(400, 'INVALID_PARAMS')
    if (amount.amount > order.paid - refundedOf(order)) return send(400, 'INVALID_PARAMS')
    const status = rules.refundsAtOnce ? 'REFUNDED' : 'CREATED'
    const made = { status, merchantRefundId, paymentId, amount: amount.amount, acceptedAt: seconds() }
    order.refunds.push(made)
    if (rules.refundsAtOnce) order.status = 'REFUNDED'
    send(200, 'SUCCESS', shown(made))
  }

  function tellRefund(own: PayPayOrder[], id: string, paymentId: string | null, send: Send): void {
    const found = own
      .flatMap(({ refunds }) => refunds)
      .find((each) => each.merchantRefundId === id && each.paymentId === paymentId)
    if (found) send(200, 'SUCCESS', shown(found))
    else send(404, 'NO_SUCH_REFUND_ORDER')
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What a client has to trust. */
    certificate: certificate.cert,
    orders,
    requests,
    rules,
    refundedOf,
    finishCancel,
    addMerchant() {
      const name = randomBytes(6).toString('hex')
      const keys = {
        apiKey: `a_${name}`,
        apiSecret: randomBytes(24).toString('base64'),
        merchantId: digits(17),
      }
      merchants.set(keys.apiKey, keys)
      return keys
    },
    fail(fault: PayPayFault): void {
      faults.push({ of: '', times: 1, ...fault })
    },
    /** The customer scans and confirms; nothing where the code is gone. `begun` before it was taken away: all the same. */
    pay(order: PayPayOrder, { declined = false, begun = false } = {}): void {
      if (!isOpen(order) && !(begun && order.status === 'CREATED')) return
      order.status = declined ? 'FAILED' : 'COMPLETED'
      order.paymentId = digits(20)
      order.acceptedAt = seconds()
      if (order.cancelled && rules.cancelsAtOnce) finishCancel(order)
    },
    orderOf: (merchantPaymentId: string) =>
      orders.find((order) => order.merchantPaymentId === merchantPaymentId),
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A message of PayPay about an order; it carries no signature. */
export function payPayMessage(order: PayPayOrder): Buffer {
  return Buffer.from(
    JSON.stringify({
      notification_type: 'Transaction',
      merchant_id: order.merchantId,
      store_id: null,
      pos_id: null,
      order_id: order.paymentId,
      merchant_order_id: order.merchantPaymentId,
      authorized_at: null,
      expires_at: null,
      paid_at: order.acceptedAt === null ? null : new Date(order.acceptedAt * 1000).toISOString(),
      order_amount: String(order.paid),
      state: order.status,
    }),
  )
}

function shown({ status, merchantRefundId, paymentId, amount, acceptedAt }: Refund): object {
  return {
    status,
    merchantRefundId,
    paymentId,
    amount: { amount, currency: 'JPY' },
    requestedAt: acceptedAt,
    acceptedAt,
  }
}

function refundedOf({ refunds }: PayPayOrder): number {
  return refunds.filter(({ status }) => status !== 'FAILED').reduce((sum, { amount }) => sum + amount, 0)
}

/** 00:15 in Japan on the day after, in milliseconds. */
function endOfWindow(acceptedAt: number): number {
  const japan = 9 * 3600
  const midnight = Math.floor((acceptedAt + japan) / 86_400 + 1) * 86_400 - japan
  return (midnight + 15 * 60) * 1000
}

function digits(count: number): string {
  return Array.from({ length: count }, (_, i) => (i === 0 ? randomInt(1, 10) : randomInt(10))).join('')
}
