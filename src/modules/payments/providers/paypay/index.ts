import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { webhookRefused } from '../../errors.ts'
import type { AttemptRef, Outcome, PayRequest, Provider } from '../../port.ts'
import { cancelIdOf, cancelPayment, isPaymentId, isYoung } from './cancel-payment.ts'
import type { Answer, Client, KeysOf, Options } from './client.ts'
import { openClient } from './client.ts'
import {
  isGone,
  isGood,
  isRefused,
  outcomeOf,
  paymentOf,
  reasonOf,
  refundOutcomeOf,
  unknownOutcome,
  unknownRefund,
} from './map.ts'
import { readPayPayEvent } from './webhook.ts'
import { Code } from './wire.ts'

/**
 * PayPay by a code that the till or the wallet shows, through PayPay's own SDK, with each store's own keys. The ids of
 * attempts and refunds are the merchant's ids at PayPay, of which each is used once.
 */
export function paypayProvider(keysOf: KeysOf, options: Options = {}): Provider {
  const open = async (ctx: Context, storeId: StoreId): Promise<Client | undefined> =>
    openClient(ctx, await keysOf(ctx, storeId, 'paypay'), options)
  return {
    name: 'paypay',
    tenders: ['qr'],
    async pay(ctx, request) {
      const failed = (reason: string): Outcome => ({ ...unknownOutcome, state: 'failed', reason })
      if (request.currency !== 'JPY') return failed('currency_not_supported')
      const client = await open(ctx, request.storeId)
      if (!client) return failed('provider_not_set_up')
      const answer = await client.createCode(codeRequest(request))
      if (isGood(answer)) return shown(answer, request)
      if (answer.code === 'DUPLICATE_DYNAMIC_QR_REQUEST')
        return askAbout(ctx, client, { ...request, providerRef: null })
      return isRefused(answer) ? failed(reasonOf(answer)) : unknownOutcome
    },
    async ask(ctx, attempt) {
      const client = await open(ctx, attempt.storeId)
      return client ? askAbout(ctx, client, attempt) : unknownOutcome
    },
    async cancel(ctx, attempt) {
      const client = await open(ctx, attempt.storeId)
      return client ? cancelPayment(ctx, client, attempt) : unknownOutcome
    },
    async refund(ctx, request) {
      const client = await open(ctx, request.attempt.storeId)
      const paymentId = client && (await paymentIdOf(client, request.attempt))
      if (!client || !paymentId) return unknownRefund
      const answer = await client.refund({
        merchantRefundId: publicId('rfd', request.refundId),
        paymentId,
        amount: { amount: request.amount, currency: request.attempt.currency },
        reason: request.reason.slice(0, 255),
      })
      return refundOutcomeOf(answer)
    },
    async askRefund(ctx, request) {
      const client = await open(ctx, request.attempt.storeId)
      const paymentId = client && (await paymentIdOf(client, request.attempt))
      if (!client || !paymentId) return unknownRefund
      const answer = await client.refundDetails(publicId('rfd', request.refundId), paymentId)
      // Whatever hinders the question says nothing about the refund; one that is not there can be sent again.
      return isGood(answer) ? refundOutcomeOf(answer) : unknownRefund
    },
    async readEvent(ctx, storeId, _headers, raw) {
      const merchantId = (await keysOf(ctx, storeId, 'paypay'))?.['merchantId']
      if (!merchantId) throw webhookRefused()
      return readPayPayEvent(merchantId, raw)
    },
  }
}

function codeRequest(request: PayRequest): object {
  return {
    merchantPaymentId: publicId('att', request.attemptId),
    amount: { amount: request.amount, currency: request.currency },
    codeType: 'ORDER_QR',
    orderDescription: request.description.slice(0, 255),
    isAuthorization: false,
    ...(request.register === null ? {} : { terminalId: request.register.slice(0, 255) }),
  }
}

/** PayPay says itself how long its code lasts; ours may end earlier. */
function shown(answer: Answer, request: PayRequest): Outcome {
  const code = Code.safeParse(answer.data).data
  if (!code) return unknownOutcome
  const lasts = Temporal.Instant.fromEpochMilliseconds(code.expiryDate * 1000)
  const expiresAt =
    Temporal.Instant.compare(lasts, request.expiresAt) < 0 ? lasts.toString() : request.expiresAt
  const action = { kind: 'qr', url: code.url, expiresAt } as const
  return { ...unknownOutcome, state: 'customer_action', providerRef: code.codeId, action }
}

async function askAbout(
  ctx: Context,
  client: Client,
  attempt: Pick<AttemptRef, 'attemptId' | 'providerRef'>,
): Promise<Outcome> {
  const answer = await client.payment(publicId('att', attempt.attemptId))
  if (isGone(answer)) {
    const mayStillArrive = attempt.providerRef === null && isYoung(ctx, attempt.attemptId)
    return mayStillArrive
      ? unknownOutcome
      : { ...unknownOutcome, state: 'expired', providerRef: attempt.providerRef }
  }
  const payment = paymentOf(answer)
  if (!payment) return unknownOutcome
  const outcome = outcomeOf(payment, cancelIdOf(attempt))
  // PayPay tells a code's address once. Where that answer was lost nobody can be shown it.
  if (outcome.state === 'customer_action' && attempt.providerRef === null)
    return { ...unknownOutcome, reason: 'action_lost' }
  return { ...outcome, providerRef: outcome.providerRef ?? attempt.providerRef }
}

async function paymentIdOf(client: Client, attempt: AttemptRef): Promise<string | undefined> {
  if (isPaymentId(attempt.providerRef)) return attempt.providerRef
  return paymentOf(await client.payment(publicId('att', attempt.attemptId)))?.paymentId ?? undefined
}
