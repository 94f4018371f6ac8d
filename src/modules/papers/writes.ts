import { sql } from 'kysely'
import { actorName } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { PaperId, PurchaserId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'

/** Writes one printing. The caller has locked the paper. */
export async function insertPrint(tx: Tx, ctx: Context, id: PaperId, n: number): Promise<void> {
  const actor = actorName(ctx.actor)
  await sql`insert into paper_prints (bucket, paper_id, n, at, actor_kind, actor_id)
    values (${bucketOf(id)}, ${id}, ${n}, ${ctx.clock.now()}, ${actor.kind}, ${actor.id})`.execute(tx)
}

/** Papers stay seven years without the person: whose they are goes, and the name on them. */
export async function forgetPurchasers(tx: Tx, people: readonly PurchaserId[]): Promise<void> {
  await sql`update papers set purchaser_id = null, paper = jsonb_set(paper, '{content,recipient}', 'null')
    where purchaser_id is not null and purchaser_id = any(${people}::uuid[])`.execute(tx)
}
