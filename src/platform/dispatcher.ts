import { sql } from 'kysely'
import type { Services } from './context.ts'
import { systemContext } from './context.ts'
import type { Db, Tx } from './db.ts'
import type { Subscription } from './events.ts'

const batchSize = 500
/** After this many failures of one event on its own it is set aside in `failed_events`, so that the rest goes on. */
const attempts = 5

/** `payload` is null where the subscriber does not follow the topic. */
type Row = { id: number; position: string; at: string; topic: string; payload: unknown }
/** The event that failed on its own, how often, and how many are still to be taken one by one. */
type Trouble = { id: number; count: number; oneByOne: number }

/** A subscriber threw at these events. */
class NotHandled extends Error {
  readonly rows: readonly Row[]
  constructor(rows: readonly Row[], cause: unknown) {
    super('not handled', { cause })
    this.rows = rows
  }
}

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
  let nudged = false
  let wake: (() => void) | undefined
  const troubles = new Map<string, Trouble>()

  async function round(subscription: Subscription, limit: number): Promise<number> {
    const ctx = systemContext(services, subscription.subscriber, 'event')
    return services.db.transaction().execute(async (tx) => {
      const rows = await nextRows(tx, subscription, limit)
      const last = rows.at(-1)
      if (!last) return 0
      const wanted = rows.filter((row) => subscription.topics.includes(row.topic))
      try {
        if (wanted.length > 0) await subscription.handle(ctx, tx, wanted)
      } catch (error) {
        throw new NotHandled(rows, error)
      }
      await advance(tx, subscription.subscriber, last)
      services.metrics.events.inc({ subscriber: subscription.subscriber, outcome: 'handled' }, wanted.length)
      return rows.length
    })
  }

  /** One batch; after a failure its events one by one, so that one bad event holds up none of the others. */
  async function follow(subscription: Subscription): Promise<'more' | 'caught up' | 'failed'> {
    const { subscriber } = subscription
    const trouble = troubles.get(subscriber)
    const limit = trouble ? 1 : batchSize
    try {
      const handled = await round(subscription, limit)
      if (trouble) trouble.oneByOne -= 1
      if (trouble && (handled === 0 || trouble.oneByOne === 0)) troubles.delete(subscriber)
      return handled === limit ? 'more' : 'caught up'
    } catch (error) {
      services.log.error({ err: error, subscriber, failed: trouble?.count ?? 0 }, 'events not handled')
      // What the database did is no event's fault, however often.
      if (error instanceof NotHandled) await blame(subscription, error)
      return 'failed'
    }
  }

  async function blame(subscription: Subscription, { rows, cause }: NotHandled): Promise<void> {
    const [first] = rows as [Row]
    const before = troubles.get(subscription.subscriber)
    const count = rows.length > 1 ? 0 : before?.id === first.id ? before.count + 1 : 1
    const oneByOne = rows.length > 1 ? rows.length : (before?.oneByOne ?? 1)
    troubles.set(subscription.subscriber, { id: first.id, count, oneByOne })
    if (count < attempts) return
    await setAside(services.db, subscription, first, String(cause)).catch((err: unknown) =>
      services.log.error({ err, subscriber: subscription.subscriber }, 'event not set aside; trying again'),
    )
  }

  const loop = (async () => {
    while (!stopped) {
      nudged = false
      const results: string[] = []
      for (const subscription of subscriptions) {
        if (!stopped) results.push(await follow(subscription))
      }
      // A batch that was not full has everything there was: to go round at once would make a transaction of each event.
      if (results.includes('more') || nudged || stopped) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, results.includes('failed') ? 1000 : 100)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  })().catch((error: unknown) => services.log.fatal({ err: error }, 'the dispatcher stopped'))

  return {
    nudge() {
      nudged = true
      wake?.()
    },
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

/** The position stands as a value, not as a join: so the index begins there rather than at the oldest event kept. */
async function nextRows(tx: Tx, subscription: Subscription, limit: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with progress as materialized (
      select last_xid, last_id from subscriptions where subscriber = ${subscription.subscriber} for update skip locked
    )
    select o.id, o.xid::text as position, o.at, o.topic,
      case when o.topic = any(${subscription.topics}::text[]) then o.payload end as payload
    from outbox o
    where (o.xid, o.id) > ((select last_xid from progress), (select last_id from progress)) and o.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by o.xid, o.id limit ${limit}`.execute(tx)
  return rows
}

async function advance(tx: Tx, subscriber: string, last: Row): Promise<void> {
  await sql`update subscriptions set last_xid = ${last.position}::xid8, last_id = ${last.id} where subscriber = ${subscriber}`.execute(
    tx,
  )
}

/** Another process may have set the same event aside meanwhile; then the next one is not to suffer for it. */
async function setAside(db: Db, subscription: Subscription, failed: Row, error: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const [row] = await nextRows(tx, subscription, 1)
    if (row?.id !== failed.id) return
    await sql`insert into failed_events (subscriber, outbox_id, topic, payload, error)
      values (${subscription.subscriber}, ${row.id}, ${row.topic}, ${JSON.stringify(row.payload)}::jsonb, ${error})`.execute(
      tx,
    )
    await advance(tx, subscription.subscriber, row)
  })
}
