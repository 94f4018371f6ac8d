import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Check, Found } from './check.ts'

export type Result = Found & { name: string; rule: string }

/**
 * Looks at all data as it is at one moment, so that what is written meanwhile is not taken for a fault.
 * @param told is called with each result as it comes
 */
export function verifyData(
  ctx: Context,
  checks: readonly Check[],
  told: (result: Result) => void = () => {},
): Promise<Result[]> {
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      // Whole tables are read, which takes longer than any request may.
      await sql`set local statement_timeout = 0`.execute(tx)
      await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
      await sql`set local plan_cache_mode = 'auto'`.execute(tx)
      const results: Result[] = []
      for (const check of checks) {
        const { looked, faults, examples } = await check.look(tx, ctx)
        const result = { name: check.name, rule: check.rule, looked, faults, examples }
        results.push(result)
        told(result)
      }
      return results
    })
}
