import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { OrganisationId } from '#platform/ids.ts'

/** What the sandbox can be told to do with the next payments of a test organisation. */
export const paymentScripts = [
  'sandbox:slow',
  'sandbox:declined',
  'sandbox:insufficient_balance',
  'sandbox:timeout',
  'sandbox:timeout_effect',
  'sandbox:double_success',
  'sandbox:amount_changed',
  'sandbox:late_success',
] as const
/** The same for refunds. */
export const refundScripts = [
  'sandbox:refund_declined',
  'sandbox:refund_timeout',
  'sandbox:refund_timeout_effect',
] as const
export const scripts = [...paymentScripts, ...refundScripts] as const
export type Script = (typeof scripts)[number]

/** Takes one use of the script that stands for payments, or for refunds; null: all is well. */
export function takeScript(
  ctx: Context,
  organisationId: OrganisationId,
  of: readonly Script[],
): Promise<Script | null> {
  return inTransaction(ctx, async (tx) => {
    const { rows } = await sql<{ script: Script }>`update sandbox_scripts set remaining = remaining - 1
      where organisation_id = ${organisationId} and remaining > 0 and script = any(${of}::text[])
      returning script`.execute(tx)
    return rows[0]?.script ?? null
  })
}
