import { sql } from 'kysely'
import type { Services } from './context.ts'
import { systemContext } from './context.ts'
import type { Db, Tx } from './db.ts'
import type { Subscription } from './events.ts'

const batchSize = 500
/** After this many failures of one event on its own it is set aside in `failed_events`, so that the rest goes on. */
const attempts = 5

type Row = { id: number; position: string; at: string; topic: string; payload: unknown }

/**
 * Hands outbox rows to subscribers, at least every 100 ms and at once when nudged. Any number of processes may
 * run one: the subscriber's row is locked while its batch is handled.
 *
 * Rows become readable in commit order only below the oldest transaction still open, so a batch stops there
 * (`pg_snapshot_xmin`); else an event of a slow transaction would be passed over.
 */
export async function startDispatcher(
  services: Services,
  subscriptions: readonly Subscription[],
): Promise<{ nudge(): void; stop(): Promise<void> }> {
  await register(services.db, subscriptions)
  let stopped = false
  let wake: (() => void) | undefined
  const failures = new Map<string, number>()

  async function round(subscription: Subscription, limit: number): Promise<number> {
    const ctx = systemContext(services, subscription.subscriber, 'event')
    return services.db.transaction().execute(async (tx) => {
      const rows = await nextRows(tx, subscription, limit)
      const last = rows.at(-1)
      if (!last) return 0
      const wanted = rows.filter((row) => subscription.topics.includes(row.topic))
      if (wanted.length > 0) await subscription.handle(ctx, tx, wanted)
      await advance(tx, subscription.subscriber, last)
      services.metrics.events.inc({ subscriber: subscription.subscriber, outcome: 'handled' }, wanted.length)
      return rows.length
    })
  }

  async function follow(subscription: Subscription): Promise<boolean> {
    const failed = failures.get(subscription.subscriber) ?? 0
    try {
      const handled = await round(subscription, failed > 0 ? 1 : batchSize)
      failures.delete(subscription.subscriber)
      return handled > 0
    } catch (error) {
      services.log.error({ err: error, subscriber: subscription.subscriber, failed }, 'events not handled')
      failures.set(subscription.subscriber, failed + 1)
      if (failed + 1 > attempts) {
        await setAside(services.db, subscription, String(error))
        failures.delete(subscription.subscriber)
      }
      return false
    }
  }

  const loop = (async () => {
    while (!stopped) {
      let more = false
      for (const subscription of subscriptions) {
        if (!stopped && (await follow(subscription))) more = true
      }
      if (more || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, failures.size > 0 ? 1000 : 100)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })().catch((error: unknown) => services.log.fatal({ err: error }, 'the dispatcher stopped'))

  return {
    nudge: () => wake?.(),
    async stop() {
      stopped = true
      wake?.()
      await loop
    },
  }
}

async function register(db: Db, subscriptions: readonly Subscription[]): Promise<void> {
  for (const { subscriber } of subscriptions) {
    // A new subscriber starts with what happens from now on.
    await sql`insert into subscriptions (subscriber, last_xid, last_id)
      values (${subscriber}, pg_snapshot_xmin(pg_current_snapshot()), 0) on conflict do nothing`.execute(db)
  }
}

async function nextRows(tx: Tx, subscription: Subscription, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with progress as materialized (
      select last_xid, last_id from subscriptions where subscriber = ${subscription.subscriber} for update skip locked
    )
    select o.id, o.xid::text as position, o.at, o.topic, o.payload
    from progress p join outbox o on (o.xid, o.id) > (p.last_xid, p.last_id)
    where o.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by o.xid, o.id limit ${limit}`.execute(tx)
  return rows
}

async function advance(tx: Tx, subscriber: string, last: Row): Promise<void> {
  await sql`update subscriptions set last_xid = ${last.position}::xid8, last_id = ${last.id} where subscriber = ${subscriber}`.execute(
    tx,
  )
}

async function setAside(db: Db, subscription: Subscription, error: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const [row] = await nextRows(tx, subscription, 1)
    if (!row) return
    await sql`insert into failed_events (subscriber, outbox_id, topic, payload, error)
      values (${subscription.subscriber}, ${row.id}, ${row.topic}, ${JSON.stringify(row.payload)}::jsonb, ${error})`.execute(
      tx,
    )
    await advance(tx, subscription.subscriber, row)
  })
}
