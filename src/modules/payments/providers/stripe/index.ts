import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { webhookRefused } from '../../errors.ts'
import type { PayRequest, Provider, RefundRequest } from '../../port.ts'
import { cancelIntent, outcomeAfterRefunds } from './cancel-intent.ts'
import type { Client, KeysOf, Options } from './client.ts'
import { openClient, told } from './client.ts'
import { findIntent, findRefund, isStale } from './find.ts'
import {
  outcomeOf,
  outcomeOfFailure,
  refundOfFailure,
  refundOutcomeOf,
  unknownOutcome,
  unknownRefund,
} from './map.ts'
import { readStripeEvent } from './webhook.ts'
import { PaymentIntent, Refund } from './wire.ts'

/**
 * Cards by Stripe, through its own SDK, with each store's own keys. The ids of attempts and refunds are Stripe's
 * idempotency keys, so that a call without an answer is sent again as it was.
 */
export function stripeProvider(keysOf: KeysOf, options: Options = {}): Provider {
  const open = async (ctx: Context, storeId: StoreId): Promise<Client | undefined> => {
    const secretKey = (await keysOf(ctx, storeId, 'stripe'))?.['secretKey']
    return secretKey === undefined ? undefined : openClient(ctx, secretKey, options)
  }
  return {
    name: 'stripe',
    tenders: ['card'],
    async pay(ctx, request) {
      const client = await open(ctx, request.storeId)
      if (!client) return { ...unknownOutcome, state: 'failed', reason: 'provider_not_set_up' }
      return told(
        ctx,
        async () => {
          const found = isStale(ctx, request.attemptId)
            ? await findIntent(ctx, client, { ...request, providerRef: null })
            : undefined
          return outcomeOf(found ?? (await createIntent(ctx, client, request)), request.expiresAt)
        },
        outcomeOfFailure,
      )
    },
    async ask(ctx, attempt) {
      const client = await open(ctx, attempt.storeId)
      if (!client) return unknownOutcome
      return told(
        ctx,
        async () => {
          const intent = await findIntent(ctx, client, attempt)
          return intent ? outcomeAfterRefunds(client, attempt, intent) : unknownOutcome
        },
        () => unknownOutcome,
      )
    },
    async cancel(ctx, attempt) {
      const client = await open(ctx, attempt.storeId)
      if (!client) return unknownOutcome
      return told(
        ctx,
        () => cancelIntent(ctx, client, attempt),
        () => unknownOutcome,
      )
    },
    async refund(ctx, request) {
      const client = await open(ctx, request.attempt.storeId)
      if (!client) return unknownRefund
      return told(
        ctx,
        async () => {
          const intent = await findIntent(ctx, client, request.attempt)
          if (!intent) return unknownRefund
          const id = publicId('rfd', request.refundId)
          const found = isStale(ctx, request.refundId)
            ? await findRefund(client, intent.id, 'refund', id)
            : undefined
          return refundOutcomeOf(found ?? (await createRefund(client, intent.id, request)))
        },
        refundOfFailure,
      )
    },
    async askRefund(ctx, request) {
      const client = await open(ctx, request.attempt.storeId)
      if (!client) return unknownRefund
      return told(
        ctx,
        async () => {
          const refund =
            request.providerRef === null
              ? await findLostRefund(ctx, client, request)
              : Refund.parse(await client.refunds.retrieve(request.providerRef))
          return refund ? refundOutcomeOf(refund) : unknownRefund
        },
        () => unknownRefund,
      )
    },
    async readEvent(ctx, storeId, headers, raw) {
      const secret = (await keysOf(ctx, storeId, 'stripe'))?.['webhookSecret']
      if (!secret) throw webhookRefused()
      return readStripeEvent(ctx, secret, headers['stripe-signature'], raw)
    },
  }
}

async function createIntent(ctx: Context, client: Client, request: PayRequest): Promise<PaymentIntent> {
  const id = publicId('att', request.attemptId)
  // A card that is saved for a customer is charged together with its customer: `cus_…/pm_…`.
  const [method = '', customer] = (request.token ?? '').split('/').toReversed()
  const intent = await client.paymentIntents.create(
    {
      amount: request.amount,
      currency: request.currency.toLowerCase(),
      description: request.description.slice(0, 1000),
      confirm: true,
      payment_method: method,
      allowed_payment_method_types: ['card'],
      metadata: { attempt: id },
      return_url: new URL('/wallet', ctx.config.PUBLIC_URL ?? `http://localhost:${ctx.config.PORT}`).href,
      ...(customer === undefined ? {} : { customer }),
    },
    { idempotencyKey: id },
  )
  return PaymentIntent.parse(intent)
}

async function createRefund(client: Client, intentId: string, request: RefundRequest): Promise<Refund> {
  const id = publicId('rfd', request.refundId)
  const attempt = publicId('att', request.attempt.attemptId)
  const refund = await client.refunds.create(
    { payment_intent: intentId, amount: request.amount, metadata: { attempt, refund: id } },
    { idempotencyKey: id },
  )
  return Refund.parse(refund)
}

async function findLostRefund(
  ctx: Context,
  client: Client,
  request: RefundRequest,
): Promise<Refund | undefined> {
  const intent = await findIntent(ctx, client, request.attempt)
  return intent && findRefund(client, intent.id, 'refund', publicId('rfd', request.refundId))
}
