import type { IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { RequestOptions } from 'node:https'
import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import { addressOf } from './map.ts'
import { Body } from './wire.ts'

/**
 * The secrets of a store: `apiKey`, `apiSecret`, `merchantId`; with `environment: live` they go to PayPay itself, else
 * to its test system. `undefined` where none are stored.
 */
export type KeysOf = (
  ctx: Context,
  storeId: StoreId,
  provider: string,
) => Promise<Readonly<Record<string, string>> | undefined>
export type Options = {
  /** How long one call may take, in milliseconds. PayPay asks for no less than 30 seconds. */
  timeoutMs?: number
  /** A certificate (PEM) to trust instead of the public authorities, for a server that stands in. */
  trust?: string
}
/** What PayPay said; status 0 and no code where nothing came back, or nothing that can be read. */
export type Answer = { status: number; code: string; data: unknown }
export type Client = {
  createCode(payload: object): Promise<Answer>
  deleteCode(codeId: string): Promise<Answer>
  payment(merchantPaymentId: string): Promise<Answer>
  cancel(merchantPaymentId: string): Promise<Answer>
  refund(payload: object): Promise<Answer>
  refundDetails(merchantRefundId: string, paymentId: string): Promise<Answer>
}
const noAnswer: Answer = { status: 0, code: '', data: null }
const mostBytes = 1_000_000

/**
 * PayPay's SDK for one store. What it exports ready for use is one object for the whole process, so that two stores
 * would sign with each other's secrets; each call therefore gets an instance of its class with keys of its own. The
 * SDK's way to send has no time limit, never comes back when an answer breaks off, and prints to the console; it lets
 * one be put in its place, and we do.
 * @returns `undefined` where a key is missing
 */
export async function openClient(
  ctx: Context,
  keys: Readonly<Record<string, string>> | undefined,
  { timeoutMs = 30_000, trust }: Options,
): Promise<Client | undefined> {
  const { apiKey, apiSecret, merchantId, environment } = keys ?? {}
  if (!apiKey || !apiSecret || !merchantId) return undefined
  const { default: paypay } = await import('@paypayopa/paypayopa-sdk-node')
  const { hostname, port } = new URL(ctx.config.PAYPAY_API_BASE ?? addressOf(environment))
  const conf = new paypay.Conf({ hostName: hostname, portNumber: Number(port || 443) })
  const sdk = new paypay.PayPayRestSDK()
  sdk.configure({ clientId: apiKey, clientSecret: apiSecret, merchantId, conf })
  sdk.setHttpsClient({
    printDebugMessage() {},
    httpsCall({ apiKey: _name, ...options }, payload, callback) {
      const body = options.method === 'POST' ? JSON.stringify(payload) : ''
      exchange({ ...options, ...(trust === undefined ? {} : { ca: trust }) }, body, timeoutMs)
        .then(({ status, text }) => callback({ STATUS: status, BODY: JSON.parse(text) as object }))
        .catch((error: unknown) => callback({ STATUS: 0, ERROR: String(error) }))
    },
  })
  const ask = async (call: Promise<{ STATUS: number }>): Promise<Answer> => {
    const answer = await call
    const body = Body.safeParse('BODY' in answer ? answer.BODY : undefined)
    const read = body.success
      ? { status: answer.STATUS, code: body.data.resultInfo.code, data: body.data.data }
      : noAnswer
    if (read.status < 200 || read.status > 299)
      ctx.log.warn(
        { provider: 'paypay', status: answer.STATUS, answer: read.code },
        'a call to a payment provider failed',
      )
    return read
  }
  return {
    createCode: (payload) => ask(sdk.qrCodeCreate(payload)),
    deleteCode: (codeId) => ask(sdk.qrCodeDelete([encodeURIComponent(codeId)])),
    payment: (id) => ask(sdk.getCodePaymentDetails([id])),
    cancel: (id) => ask(sdk.paymentCancel([id])),
    refund: (payload) => ask(sdk.paymentRefund(payload)),
    // The payment belongs to the question since 2023; the SDK knows no such parameter, and does not sign the query.
    refundDetails: (id, paymentId) =>
      ask(sdk.getRefundDetails([`${id}?paymentId=${encodeURIComponent(paymentId)}`])),
  }
}

/** @throws Error when no whole answer has come in time */
async function exchange(
  options: RequestOptions,
  body: string,
  timeoutMs: number,
): Promise<{ status: number; text: string }> {
  // A connection of its own: one kept open may have been closed at the other end, and then nobody knows what arrived.
  const request = secureRequest({ ...options, agent: false, signal: AbortSignal.timeout(timeoutMs) })
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject).end(body)
  })
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return { status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }
}
