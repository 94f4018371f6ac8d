import { sql } from 'kysely'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, seller } from '#platform/context.ts'
import { testModeOnly } from './errors.ts'
import type { Script } from './providers/sandbox/scripts.ts'

/**
 * Tells the sandbox what to do with the next payments, or refunds, of a test organisation.
 * @throws Problem `test_mode_only`
 */
export async function setSandboxScript(ctx: Context, script: Script, count: number): Promise<void> {
  const { organisationId, mode } = seller(ctx)
  if (mode !== 'test') throw testModeOnly()
  await inTransaction(ctx, async (tx) => {
    await sql`insert into sandbox_scripts (organisation_id, script, remaining)
      values (${organisationId}, ${script}, ${count})
      on conflict (organisation_id) do update set script = excluded.script, remaining = excluded.remaining`.execute(
      tx,
    )
    await audit(tx, ctx, {
      bucket: 0,
      organisationId,
      entity: 'sandbox_script',
      entityId: organisationId,
      after: { script, count },
    })
  })
}
