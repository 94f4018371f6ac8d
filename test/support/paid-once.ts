import { createAttempts, requestRefund, runAttempt } from '#modules/payments/index.ts'
import { writeEvent } from '#modules/payments/providers/sandbox/webhook.ts'
import { inTransaction } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import { newId, parsePublicId } from '#platform/ids.ts'
import { contextOf } from './context.ts'
import { signInBuyer, unique } from './people.ts'
import type { Product } from './product.ts'
import { openShop } from './product.ts'

/** A payment of 1,000 from a test buyer's deposit at a shop of its own, of which 300 were given back; the provider tells of it too. */
export async function payOnce(product: Product): Promise<void> {
  const ctx = contextOf(product.services)
  const { store } = await openShop(product, { mode: 'test' })
  const { cookie } = await signInBuyer(product, { email: `${unique('payer')}@example.com` }, 'test')
  const opened = await product.call<{ id: string }>('POST', '/v1/me/accounts', {
    cookie,
    body: { kind: 'deposit', provider: 'sandbox', label: 'Sandbox bank' },
  })
  await product.call('POST', `/v1/me/accounts/${opened.body.id}/deposits`, { cookie, body: { amount: 5000 } })
  const accountId = parsePublicId('pac', opened.body.id) as AccountId
  const at = product.clock.now()
  const [attempt] = await inTransaction(ctx, (tx) =>
    createAttempts(tx, ctx, [
      {
        subject: { kind: 'settlement', id: newId<'stl'>(3) },
        store,
        tender: 'account',
        provider: 'sandbox',
        accountId,
        mandateId: null,
        amount: 1000,
        currency: 'JPY',
        at,
      },
    ]),
  )
  if (!attempt) throw new Error('no attempt was made')
  const { state } = await runAttempt(ctx, attempt.id)
  if (state !== 'captured') throw new Error(`the payment is ${state}`)
  await inTransaction(ctx, (tx) =>
    requestRefund(tx, ctx, { attemptId: attempt.id, key: 'part', amount: 300, reason: 'returned', at }),
  )
  const { headers, raw } = writeEvent(ctx, unique('evt'), attempt.id)
  await product.call('POST', `/v1/providers/sandbox/stores/${store.code}/events`, {
    body: raw.toString(),
    headers,
  })
  await product.settled()
}
