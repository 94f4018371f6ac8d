import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'

type Params = Record<string, string>
export type StripeIntent = {
  id: string
  object: 'payment_intent'
  account: string
  amount: number
  amount_received: number
  currency: string
  status: string
  created: number
  metadata: Params
  description: string | null
  last_payment_error: object | null
  next_action: object | null
  latest_charge: string | null
}
export type StripeRefund = {
  id: string
  object: 'refund'
  account: string
  amount: number
  currency: string
  payment_intent: string
  status: string
  created: number
  metadata: Params
  failure_reason: string | null
}
/** What goes wrong with the next calls to an address; `of` is a value of metadata, of an attempt or a refund. */
export type StripeFault = {
  on: string
  of?: string
  /** `lost`: done, but not answered. `broken`: done half, and answered 500 from then on. */
  does: 'hang' | 'lost' | 'broken' | 'unavailable' | 'in_use' | 'cut' | 'nonsense'
  times?: number
}
export type StripeServer = Awaited<ReturnType<typeof startStripe>>

/** Parameters that an address takes; another is an error, as it is at Stripe. */
const taken: Record<string, RegExp> = {
  'POST /v1/payment_intents':
    /^(?:amount|currency|description|confirm|payment_method|customer|return_url|metadata\[\w+\]|allowed_payment_method_types\[\d+\])$/,
  'GET /v1/payment_intents': /^(?:created\[gte\]|limit|starting_after)$/,
  'GET /v1/payment_intents/search': /^(?:query|limit)$/,
  'GET /v1/payment_intents/:id': /^expand\[\d+\]$/,
  'POST /v1/payment_intents/:id/cancel': /^cancellation_reason$/,
  'POST /v1/refunds': /^(?:payment_intent|amount|metadata\[\w+\])$/,
  'GET /v1/refunds': /^(?:payment_intent|limit|starting_after)$/,
  'GET /v1/refunds/:id': /^expand\[\d+\]$/,
}

class Refusal extends Error {
  readonly status: number
  readonly body: Record<string, unknown>
  /** Refused before the work began: nothing is kept for the key. */
  readonly early: boolean
  constructor(status: number, body: Record<string, unknown>, early = false) {
    super(String(body['message']))
    this.status = status
    this.body = body
    this.early = early
  }
}
const invalid = (message: string, more: object = {}, early = false) =>
  new Refusal(400, { type: 'invalid_request_error', message, ...more }, early)

/**
 * A stand-in for Stripe's API: payment intents with one card payment each, and refunds, form-encoded, under secret keys
 * that do not see each other's objects. Idempotency keys keep the first answer, also a 500, and compare parameters.
 */
export async function startStripe() {
  const accounts = new Map<string, string>()
  const intents = new Map<string, StripeIntent>()
  const refunds = new Map<string, StripeRefund>()
  const kept = new Map<string, { asked: string; status: number; body: string }>()
  const faults: Required<StripeFault>[] = []
  const requests: { call: string; key: string | undefined; params: Params; replayed: boolean }[] = []
  const hidden = new Set<string>()
  /** By attempt: what is received instead of what was asked. */
  const received = new Map<string, number>()
  let refundStatus = 'succeeded'
  const server = createServer((request, response) => void answer(request, response))

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://stripe')
    const body = await textOf(request)
    const account = accounts.get(/^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
    const given = request.method === 'POST' ? new URLSearchParams(body) : url.searchParams
    const params = Object.fromEntries(given)
    const call = `${request.method} ${url.pathname.replace(/\/(?:pi|re)_\w+/, '/:id')}`
    const id = /\/((?:pi|re)_\w+)/.exec(url.pathname)?.[1] ?? ''
    const key = request.headers['idempotency-key'] as string | undefined
    const send = (status: number, text: string, headers: Record<string, string> = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1', ...headers })
        .end(text)
    const seen = { call, key, params, replayed: false }
    requests.push(seen)
    const fault = takeFault(call, params, id)
    if (fault === 'hang') return
    if (fault === 'cut') return void response.destroy()
    if (fault === 'unavailable') return void send(503, errorText({ type: 'api_error', message: 'Later.' }))
    if (fault === 'nonsense') return void send(200, '<html>hello</html>')
    if (fault === 'in_use')
      return void send(
        409,
        errorText({ type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'Still at work.' }),
      )
    const asked = JSON.stringify([call, id, Object.entries(params).sort()])
    const place = `${account} ${key}`
    const before = request.method === 'POST' && key ? kept.get(place) : undefined
    if (before && before.asked !== asked)
      return void send(
        400,
        errorText({
          type: 'idempotency_error',
          message: 'Keys for idempotent requests can only be used with the same parameters.',
        }),
      )
    if (before) {
      seen.replayed = true
      return void send(before.status, before.body, { 'idempotent-replayed': 'true' })
    }
    let status = 200
    let text: string
    try {
      if (!account) throw new Refusal(401, { type: 'invalid_request_error', message: 'No such key.' }, true)
      checkParams(call, params)
      text = JSON.stringify(work(call, id, params, account))
      if (fault === 'broken') throw new Refusal(500, { type: 'api_error', message: 'Something went wrong.' })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      status = error.status
      text = errorText(error.body)
      if (error.early) return void send(status, text)
    }
    if (request.method === 'POST' && key) kept.set(place, { asked, status, body: text })
    if (fault !== 'lost') send(status, text, status === 500 ? { 'stripe-should-retry': 'false' } : {})
  }

  function takeFault(call: string, params: Params, id: string): StripeFault['does'] | undefined {
    const marks = [...Object.values(params), ...Object.values(intents.get(id)?.metadata ?? {})]
    const found = faults.find((fault) => fault.on === call && (fault.of === '' || marks.includes(fault.of)))
    if (!found) return undefined
    found.times -= 1
    if (found.times === 0) faults.splice(faults.indexOf(found), 1)
    return found.does
  }

  function work(call: string, id: string, params: Params, account: string): object {
    const own = <T extends { account: string }>(found: T | undefined): T => {
      if (found?.account === account) return found
      throw new Refusal(404, {
        type: 'invalid_request_error',
        code: 'resource_missing',
        message: `No such object: '${id}'`,
      })
    }
    if (call === 'POST /v1/payment_intents') return shown(createIntent(params, account))
    if (call === 'GET /v1/payment_intents/:id')
      return shown(own(intents.get(id)), Object.values(params).includes('latest_charge'))
    if (call === 'GET /v1/refunds/:id') return own(refunds.get(id))
    if (call === 'GET /v1/payment_intents') {
      const from = Number(params['created[gte]'] ?? 0)
      return page(
        [...intents.values()].filter((intent) => intent.account === account && intent.created >= from),
        params,
      )
    }
    if (call === 'GET /v1/payment_intents/search') {
      const [, wanted] = /^metadata\['attempt'\]:'(\w+)'$/.exec(params['query'] ?? '') ?? []
      if (!wanted) throw invalid('The search query was malformed.')
      const found = [...intents.values()].filter(
        (intent) =>
          intent.account === account && intent.metadata['attempt'] === wanted && !hidden.has(wanted),
      )
      return { object: 'search_result', data: found.map((intent) => shown(intent)), has_more: false }
    }
    if (call === 'GET /v1/refunds')
      return page(
        [...refunds.values()].filter(
          (refund) => refund.account === account && refund.payment_intent === params['payment_intent'],
        ),
        params,
      )
    if (call === 'POST /v1/refunds') {
      const wanted = params['payment_intent'] ?? ''
      return createRefund(own(intents.get(wanted)), params)
    }
    const intent = own(intents.get(id))
    if (!intent.status.startsWith('requires_'))
      throw invalid(`You cannot cancel this PaymentIntent because it has a status of ${intent.status}.`, {
        code: 'payment_intent_unexpected_state',
      })
    intent.status = 'canceled'
    intent.next_action = null
    return shown(intent)
  }

  function createIntent(params: Params, account: string): StripeIntent {
    const amount = Number(params['amount'])
    if (!Number.isSafeInteger(amount) || amount < 1)
      throw invalid('Invalid positive integer', { param: 'amount', code: 'parameter_invalid_integer' }, true)
    if (!/^[a-z]{3}$/.test(params['currency'] ?? ''))
      throw invalid('Invalid currency', { param: 'currency' }, true)
    const confirm = params['confirm'] === 'true'
    if (confirm && !params['return_url'])
      throw invalid('A return_url is needed', { param: 'return_url' }, true)
    const method = params['payment_method'] ?? ''
    if (confirm && !/^pm_\w+$/.test(method))
      throw invalid(`No such PaymentMethod: '${method}'`, {
        param: 'payment_method',
        code: 'resource_missing',
      })
    const intent: StripeIntent = {
      id: newId('pi'),
      object: 'payment_intent',
      account,
      amount,
      amount_received: 0,
      currency: params['currency'] as string,
      status: 'requires_payment_method',
      created: Math.floor(Date.now() / 1000),
      metadata: metadataOf(params),
      description: params['description'] ?? null,
      last_payment_error: null,
      next_action: null,
      latest_charge: null,
    }
    intents.set(intent.id, intent)
    if (confirm) confirmWith(intent, method)
    return intent
  }

  function confirmWith(intent: StripeIntent, method: string): void {
    const decline = {
      pm_card_chargeDeclined: ['card_declined', 'generic_decline'],
      pm_card_chargeDeclinedInsufficientFunds: ['card_declined', 'insufficient_funds'],
      pm_card_chargeDeclinedExpiredCard: ['expired_card', undefined],
    }[method]
    if (decline) {
      const [code, decline_code] = decline
      const error = {
        type: 'card_error',
        code,
        message: 'Your card was declined.',
        ...(decline_code && { decline_code }),
      }
      intent.last_payment_error = error
      throw new Refusal(402, { ...error, payment_intent: shown(intent) })
    }
    if (method === 'pm_card_authenticationRequired') {
      intent.status = 'requires_action'
      const url = `https://hooks.stripe.test/3d_secure/${intent.id}`
      intent.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: null } }
      return
    }
    intent.status = 'processing'
    if (method !== 'pm_processing') settle(intent)
  }

  /** The money comes: after the customer's action, or where a payment was processing. */
  function settle(intent: StripeIntent): void {
    if (!['requires_action', 'processing'].includes(intent.status)) return
    intent.status = 'succeeded'
    intent.next_action = null
    intent.amount_received = received.get(intent.metadata['attempt'] ?? '') ?? intent.amount
    intent.latest_charge = newId('ch')
  }

  function refundedOf(intent: StripeIntent): number {
    return [...refunds.values()]
      .filter((refund) => refund.payment_intent === intent.id && refund.status !== 'failed')
      .reduce((sum, { amount }) => sum + amount, 0)
  }

  function createRefund(intent: StripeIntent, params: Params): StripeRefund {
    if (intent.status !== 'succeeded') throw invalid('This PaymentIntent has no successful charge to refund.')
    const left = intent.amount_received - refundedOf(intent)
    const amount = params['amount'] === undefined ? left : Number(params['amount'])
    if (!Number.isSafeInteger(amount) || (left > 0 && amount < 1))
      throw invalid('Invalid positive integer', { param: 'amount' }, true)
    if (left === 0) throw invalid('Charge has already been refunded.', { code: 'charge_already_refunded' })
    if (amount > left)
      throw invalid(`Refund amount (${amount}) is greater than unrefunded amount (${left})`, {
        param: 'amount',
      })
    const refund: StripeRefund = {
      id: newId('re'),
      object: 'refund',
      account: intent.account,
      amount,
      currency: intent.currency,
      payment_intent: intent.id,
      status: refundStatus,
      created: Math.floor(Date.now() / 1000),
      metadata: metadataOf(params),
      failure_reason: refundStatus === 'failed' ? 'expired_or_canceled_card' : null,
    }
    refunds.set(refund.id, refund)
    return refund
  }

  function shown(intent: StripeIntent, wholeCharge = false): object {
    const { account: _, ...rest } = intent
    if (!wholeCharge || intent.latest_charge === null) return rest
    const charge = { id: intent.latest_charge, object: 'charge', amount_refunded: refundedOf(intent) }
    return { ...rest, latest_charge: charge }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    intents,
    refunds,
    requests,
    received,
    /** Attempts that the search does not show yet. */
    hidden,
    settle,
    /** A new merchant with keys of its own. */
    addAccount() {
      const name = randomBytes(6).toString('hex')
      const keys = { secretKey: `sk_test_${name}`, webhookSecret: `whsec_${name}` }
      accounts.set(keys.secretKey, name)
      return keys
    },
    fail(fault: StripeFault): void {
      faults.push({ of: '', times: 1, ...fault })
    },
    refundsBecome(status: string): void {
      refundStatus = status
    },
    ofAttempt: (attempt: string) =>
      [...intents.values()].filter(({ metadata }) => metadata['attempt'] === attempt),
    refundedOf,
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A message of Stripe about an object, signed as Stripe signs it (HMAC-SHA256 over time and body, in hex). */
export function stripeMessage(type: string, object: object, secret: string, atMs = Date.now()) {
  const event = {
    id: newId('evt'),
    object: 'event',
    type,
    data: { object },
    livemode: false,
    pending_webhooks: 1,
  }
  const raw = Buffer.from(JSON.stringify(event, null, 2))
  const time = Math.floor(atMs / 1000)
  const signature = createHmac('sha256', secret).update(`${time}.`).update(raw).digest('hex')
  return { headers: { 'stripe-signature': `t=${time},v1=${signature}` }, raw }
}

function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString('hex')}`
}

function errorText(error: Record<string, unknown>): string {
  return JSON.stringify({ error })
}

function checkParams(call: string, params: Params): void {
  const allowed = taken[call]
  if (!allowed)
    throw new Refusal(
      404,
      { type: 'invalid_request_error', message: `Unrecognized request URL (${call}).` },
      true,
    )
  const unknown = Object.keys(params).find((name) => !allowed.test(name))
  if (unknown)
    throw invalid(
      `Received unknown parameter: ${unknown}`,
      { code: 'parameter_unknown', param: unknown },
      true,
    )
}

function metadataOf(params: Params): Params {
  const fields = Object.entries(params).flatMap(([name, value]) => {
    const [, key] = /^metadata\[(\w+)\]$/.exec(name) ?? []
    return key ? [[key, value] as const] : []
  })
  return Object.fromEntries(fields)
}

function page(all: readonly { id: string }[], params: Params): object {
  const newest = all.toReversed()
  const from = newest.findIndex(({ id }) => id === params['starting_after']) + 1
  const limit = Number(params['limit'] ?? 10)
  return { object: 'list', data: newest.slice(from, from + limit), has_more: newest.length > from + limit }
}
