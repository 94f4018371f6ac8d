import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { insertRows } from '#platform/db.ts'
import type { PayoutRow, PayoutRunId, PayoutRunRow } from './rows.ts'

export async function addPayoutRun(
  tx: Tx,
  run: PayoutRunRow,
  by: string,
  payouts: readonly PayoutRow[],
): Promise<void> {
  await insertRows(tx, 'payout_runs', [{ ...run, by }])
  await insertRows(tx, 'payouts', payouts)
}

export async function endPayoutRun(
  tx: Tx,
  id: PayoutRunId,
  state: 'confirmed' | 'discarded',
  confirmedAt: InstantText | null,
): Promise<void> {
  await sql`update payout_runs set state = ${state}, confirmed_at = ${confirmedAt} where id = ${id}`.execute(
    tx,
  )
}
