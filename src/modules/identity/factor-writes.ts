import { sql } from 'kysely'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { StaffId } from '#platform/ids.ts'

export async function setPendingSecret(tx: Tx, id: StaffId, sealed: Buffer): Promise<void> {
  await sql`insert into staff_factors (staff_id, pending_sealed, last_step) values (${id}, ${sealed}, 0)
    on conflict (staff_id) do update set pending_sealed = excluded.pending_sealed`.execute(tx)
}

/** The secret counts from now on, and no other. */
export async function setSecret(
  tx: Tx,
  id: StaffId,
  { sealed, step, at }: { sealed: Buffer; step: number; at: InstantText },
): Promise<void> {
  await sql`insert into staff_factors (staff_id, secret_sealed, last_step, enrolled_at)
    values (${id}, ${sealed}, ${step}, ${at})
    on conflict (staff_id) do update set secret_sealed = excluded.secret_sealed, pending_sealed = null,
      last_step = excluded.last_step, enrolled_at = excluded.enrolled_at`.execute(tx)
}

/** The code of this step and of all before it are spent. */
export async function spendStep(tx: Tx, id: StaffId, step: number): Promise<void> {
  await tx.updateTable('staff_factors').set({ last_step: step }).where('staff_id', '=', id).execute()
}

export async function replaceRecoveryCodes(tx: Tx, id: StaffId, hashes: readonly Buffer[]): Promise<void> {
  await tx.deleteFrom('staff_recovery_codes').where('staff_id', '=', id).execute()
  await tx
    .insertInto('staff_recovery_codes')
    .values(hashes.map((hash) => ({ staff_id: id, hash })))
    .execute()
}

/** @returns whether it was one of the person's and not used yet */
export async function spendRecoveryCode(
  tx: Tx,
  id: StaffId,
  hash: Buffer,
  now: InstantText,
): Promise<boolean> {
  const spent = await tx
    .updateTable('staff_recovery_codes')
    .set({ used_at: now })
    .where('staff_id', '=', id)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return spent.numUpdatedRows === 1n
}

/** Forgets secret and recovery codes: the next sign-in enrols anew. */
export async function removeFactor(tx: Tx, id: StaffId): Promise<void> {
  await tx.deleteFrom('staff_recovery_codes').where('staff_id', '=', id).execute()
  await tx.deleteFrom('staff_factors').where('staff_id', '=', id).execute()
}

export async function markFactorGiven(tx: Tx, sessionId: string, now: InstantText): Promise<void> {
  await sql`insert into staff_session_factors (session_id, given_at) values (${sessionId}, ${now})
    on conflict (session_id) do update set given_at = excluded.given_at`.execute(tx)
}
