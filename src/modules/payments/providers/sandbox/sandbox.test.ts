import { sql } from 'kysely'
import type { Tender } from '#modules/payments/port.ts'
import { newId } from '#platform/ids.ts'
import { contextOf, testServices } from '#test/support/context.ts'
import { openShop } from '#test/support/product.ts'
import type { ProviderWorld, VendorBehaviour } from '#test/support/provider-suite.ts'
import { describeProvider } from '#test/support/provider-suite.ts'
import { afterAll } from 'vitest'
import { findPayment } from './books.ts'
import { approve, sandbox } from './index.ts'
import type { Script } from './scripts.ts'
import { writeEvent } from './webhook.ts'

const scriptOf: Record<VendorBehaviour, Script> = {
  declined: 'sandbox:declined',
  timeout: 'sandbox:timeout',
  timeout_with_effect: 'sandbox:timeout_effect',
  amount_changed: 'sandbox:amount_changed',
  late_success: 'sandbox:late_success',
  refund_timeout: 'sandbox:refund_timeout',
  refund_timeout_with_effect: 'sandbox:refund_timeout_effect',
}

const base = await testServices()
afterAll(base.close)

async function openWorld(tender: Tender): Promise<ProviderWorld> {
  const { services, clock } = base
  const ctx = contextOf(services)
  const { store, organisation } = await openShop(base, { mode: 'test' })
  return {
    ctx,
    provider: sandbox,
    signed: true,
    async request({ amount = 1200 } = {}) {
      return {
        attemptId: newId<'att'>(Math.floor(Math.random() * 1024)),
        tender,
        amount,
        currency: 'JPY',
        description: 'test',
        storeId: store.id,
        register: null,
        accountId: null,
        token: tender === 'card' ? 'tok_sandbox' : null,
        expiresAt: Temporal.Instant.from(clock.now()).add({ minutes: 5 }).toString(),
      }
    },
    async script(_request, behaviour) {
      await sql`insert into sandbox_scripts (organisation_id, script, remaining)
        values (${organisation.id}, ${scriptOf[behaviour]}, 1)
        on conflict (organisation_id) do update set script = excluded.script, remaining = 1`.execute(ctx.db)
    },
    async customerPays({ attemptId, expiresAt, ...rest }) {
      await approve(ctx, { ...rest, attemptId, providerRef: null, createdAt: expiresAt })
    },
    async passWindow() {
      clock.advance({ minutes: 6 })
    },
    async books({ attemptId }) {
      const payment = await findPayment(ctx.db, attemptId)
      const { rows } = await sql<{ refunds: number; refunded: number }>`
        select count(*)::int as refunds, coalesce(sum(amount), 0)::bigint as refunded from sandbox_refunds
        where payment_id = ${payment?.id} and state = 'succeeded'`.execute(ctx.db)
      const captured = payment?.captured ?? 0
      return { payments: captured > 0 ? 1 : 0, captured, ...(rows[0] ?? { refunds: 0, refunded: 0 }) }
    },
    async webhook({ attemptId }) {
      return writeEvent(ctx, `evt-${attemptId}`, attemptId)
    },
  }
}

describeProvider('sandbox, by card', () => openWorld('card'))
describeProvider('sandbox, by QR code', () => openWorld('qr'))
