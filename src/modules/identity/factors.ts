import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { StaffId } from '#platform/ids.ts'

export type Factor = {
  secretSealed: Buffer | null
  pendingSealed: Buffer | null
  lastStep: number
  enrolledAt: InstantText | null
}

/** What a sealed secret is tied to. */
export function factorContext(id: StaffId): string {
  return `second factor ${id}`
}

/** Somebody's second factor, locked: guesses at the same time are counted one after another. */
export async function lockFactor(tx: Tx, id: StaffId): Promise<Factor | undefined> {
  const { rows } = await sql<Factor>`
    select secret_sealed as "secretSealed", pending_sealed as "pendingSealed", last_step as "lastStep",
      enrolled_at as "enrolledAt" from staff_factors where staff_id = ${id} for update`.execute(tx)
  return rows[0]
}

export async function countRecoveryCodes(db: Db, id: StaffId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from staff_recovery_codes where staff_id = ${id} and used_at is null`.execute(db)
  return rows[0]?.count ?? 0
}

/** When the second factor was last given in a session. */
export async function factorGivenAt(db: Db, sessionId: string): Promise<InstantText | undefined> {
  const row = await db
    .selectFrom('staff_session_factors')
    .select('given_at')
    .where('session_id', '=', sessionId)
    .executeTakeFirst()
  return row?.given_at
}

export type TestFactor = {
  id: StaffId
  name: string
  emailSealed: Buffer
  organisation: string
  sealed: Buffer
  lastStep: number
}

/** Second factors of people of test organisations, those of the oldest organisations first. */
export async function listTestFactors({ db }: Context, limit: number): Promise<TestFactor[]> {
  const { rows } = await sql<TestFactor>`
    select s.id, s.name, s.email_sealed as "emailSealed", o.name as organisation,
      coalesce(f.secret_sealed, f.pending_sealed) as sealed, f.last_step as "lastStep"
    from staff_factors f join staff s on s.id = f.staff_id join organisations o on o.id = s.organisation_id
    where o.mode = 'test' and s.removed_at is null order by s.id limit ${limit}`.execute(db)
  return rows
}
