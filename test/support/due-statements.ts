import { sql } from 'kysely'
import { sweepDue } from '#src/due-works.ts'
import type { World } from './world.ts'

/** Statements of what falls due: they ask every shard, each by an index of its own. */
export const dueStatements: { tables: string[]; when: RegExp; reason: string }[] = [
  {
    tables: ['claims'],
    when: /from claims where organisation_id = .* and decision_due_at <= /,
    reason: 'a sweep of every shard, by claims_due_idx',
  },
  {
    tables: ['claims'],
    when: /^select distinct organisation_id as id from claims where state in .* and decision_due_at <= /,
    reason: 'the same, for whom the sweep is',
  },
  {
    tables: ['claim_coupons'],
    when: /from claim_coupons where .*state = 'issued' and due_at <= /,
    reason: 'a sweep of every shard, by claim_coupons_due_idx',
  },
  {
    tables: ['webhook_messages'],
    when: /from webhook_messages where state = 'waiting' and next_at <= /,
    reason: 'a sweep of every shard, by webhook_messages_due_idx',
  },
  {
    tables: ['webhook_messages'],
    when: /^update webhook_messages m set next_at = .*d\.organisation_id = /,
    reason: 'a sweep of every shard, by webhook_messages_due_idx',
  },
  {
    tables: ['premium_schedules'],
    when: /from premium_schedules s join .* where s\.store_id = .* and s\.open and s\.ends_on > /,
    reason: 'what a store earns on a day, by premium_schedules_store_idx',
  },
]

/** What falls due: a webhook to be tried again, a day that is over. */
export async function sweepsOf({ product }: World): Promise<void> {
  await product.settled()
  const { services } = product
  await sql`update webhook_messages set state = 'waiting', next_at = ${product.clock.now()}
    where bucket = any(select bucket_of(id) from webhook_endpoints) and state = 'failed'`.execute(services.db)
  product.clock.advance({ days: 1 })
  await sweepDue(services)
}
