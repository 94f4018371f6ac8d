import type { Stripe } from 'stripe'
import { z } from 'zod'
import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import { Failure } from './wire.ts'

/** The secrets of a store: `secretKey` (`sk_…`) and `webhookSecret` (`whsec_…`); `undefined` where none are stored. */
export type KeysOf = (
  ctx: Context,
  storeId: StoreId,
  provider: string,
) => Promise<Readonly<Record<string, string>> | undefined>
export type Options = {
  /** How long one call may take, in milliseconds. */
  timeoutMs?: number
}
export type Client = Stripe

/** The SDK for one store. It holds nothing between calls but connections, which all stores share. */
export async function openClient(ctx: Context, secretKey: string, options: Options): Promise<Client> {
  const { Stripe: Sdk } = await import('stripe')
  const base = ctx.config.STRIPE_API_BASE
  const { protocol, hostname, port } = new URL(base ?? 'https://api.stripe.com')
  return new Sdk(secretKey, {
    host: hostname,
    protocol: protocol === 'http:' ? 'http' : 'https',
    port: port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port),
    timeout: options.timeoutMs ?? 20_000,
    maxNetworkRetries: 1,
    telemetry: false,
  })
}

/**
 * Runs a call and turns what the SDK throws into an outcome. Another request under one idempotency key is a fault of
 * ours, and is thrown; so is everything that the SDK did not throw. An answer that cannot be read tells nothing.
 */
export async function told<T>(
  ctx: Context,
  call: () => Promise<T>,
  otherwise: (failure: Failure) => T,
): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const failure = failureOf(error)
    if (failure.type === 'StripeIdempotencyError') throw error
    ctx.log.warn(
      { provider: 'stripe', type: failure.type, status: failure.statusCode, code: failure.code },
      'a call to a payment provider failed',
    )
    return otherwise(failure)
  }
}

/** @throws the error itself where the SDK did not throw it */
export function failureOf(error: unknown): Failure {
  if (error instanceof z.ZodError) return { type: 'unreadable' }
  const failure = Failure.safeParse(error)
  if (!failure.success || !failure.data.type.startsWith('Stripe')) throw error
  return failure.data
}
