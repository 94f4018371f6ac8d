import type { Client } from 'pg'

/**
 * Makes the outbox right on this server. Positions there are transaction ids, which a server counts for itself: taken
 * over as they are, restored events might wait for ids that this server reaches in years, and new events would come
 * before a subscriber's position and never be seen.
 *
 * So all restored events get an id below every one that a server gives out, and numbers in the order that they had;
 * a subscriber's position becomes the number of the last event that it has had. What comes from now on stands behind.
 * The numbers begin above all that were ever used, since `failed_events` names some.
 */
export async function settleEvents(client: Client): Promise<void> {
  await client.query(`
    create temporary table settled_events on commit drop as
    select xid as old_xid, id as old_id, at, topic, payload,
      row_number() over (order by xid, id) + greatest((select max(id) from outbox),
        (select max(outbox_id) from failed_events), 0) as new_id
    from outbox`)
  await client.query(`
    create temporary table settled_positions on commit drop as
    select s.subscriber, coalesce((select max(e.new_id) from settled_events e
      where (e.old_xid, e.old_id) <= (s.last_xid, s.last_id)), 0) as last_id
    from subscriptions s`)
  // A generated number cannot be changed, only given to a new row.
  await client.query('truncate outbox')
  await client.query(`insert into outbox (xid, id, at, topic, payload) overriding system value
    select '1', new_id, at, topic, payload from settled_events order by new_id`)
  await client.query(`
    update subscriptions s set last_xid = '1', last_id = p.last_id from settled_positions p
    where p.subscriber = s.subscriber`)
  await client.query(`
    select setval(pg_get_serial_sequence('outbox', 'id'),
      greatest((select max(id) from outbox), (select max(outbox_id) from failed_events), 1))`)
}
