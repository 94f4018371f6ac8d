import { escalateClaims, lapseCoupons } from '#modules/claims/index.ts'
import { organisationNow } from '#modules/identity/index.ts'
import { askPayments, askRefunds } from '#modules/payments/index.ts'
import { finishSettlements } from '#modules/settlements/index.ts'
import { retryWebhooks } from '#modules/notify/index.ts'
import { earnPremiums } from '#modules/sales/index.ts'
import type { Services } from '#platform/context.ts'
import { systemContext } from '#platform/context.ts'
import type { DueWork } from '#platform/due.ts'
import { runDue } from '#platform/due.ts'

/** Everything that falls due by an organisation's clock. */
export const dueWorks: readonly DueWork[] = [
  escalateClaims,
  lapseCoupons,
  earnPremiums,
  finishSettlements,
  askPayments,
  askRefunds,
  retryWebhooks,
]

/**
 * Does what has fallen due, organisation by organisation, each by its own clock: one whose sandbox clock stands still
 * has nothing due until it is set.
 */
export async function sweepDue(services: Services): Promise<void> {
  const ctx = systemContext(services, 'sweepDue')
  for (const work of dueWorks) {
    for (const id of await work.organisations(ctx, ctx.clock.now()))
      await runDue(ctx, [work], id, await organisationNow(ctx, id))
  }
}
