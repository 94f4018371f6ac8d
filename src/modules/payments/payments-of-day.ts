import { sql } from 'kysely'
import type { KnownPayment, PaymentsOfDay } from '#modules/ledger/index.ts'
import { reader } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import { bucketOf, parsePublicId, publicId } from '#platform/ids.ts'
import { isDead, isFinal } from './model.ts'
import type { AttemptRow, RefundRow } from './rows.ts'

type Asked = Parameters<PaymentsOfDay>[1]
type Refund = Pick<RefundRow, 'id' | 'amount' | 'state' | 'provider_ref' | 'requested_at' | 'ended_at'> &
  Pick<AttemptRow, 'store_id' | 'currency'>

/**
 * What we know of a provider's movements, for the ledger to compare a provider's file with: payments and refunds that
 * are named by its id or ours, and those that were done from one instant to another. Amounts in minor units.
 */
export const paymentsOfDay: PaymentsOfDay = async (ctx, asked) => {
  const db = reader(ctx)
  return [
    ...(await attemptsKnown(db, asked)).map(knownAttempt),
    ...(await refundsKnown(db, asked)).map(knownRefund),
  ]
}

async function attemptsKnown(
  db: Db,
  { organisationId, provider, refs, from, to }: Asked,
): Promise<AttemptRow[]> {
  const ids = refs.flatMap((ref) => parsePublicId('att', ref) ?? [])
  const { rows } = await sql<AttemptRow>`
    select * from payment_attempts where organisation_id = ${organisationId} and provider = ${provider}
      and bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and id = any(${ids}::uuid[])
    union
    select * from payment_attempts where organisation_id = ${organisationId} and provider = ${provider}
      and provider_ref = any(${refs}::text[])
    union
    select * from payment_attempts where organisation_id = ${organisationId} and provider = ${provider}
      and state in ('captured', 'conflicted') and updated_at between ${from} and ${to}`.execute(db)
  return rows
}

async function refundsKnown(db: Db, { organisationId, provider, refs, from, to }: Asked): Promise<Refund[]> {
  const ids = refs.flatMap((ref) => parsePublicId('rfd', ref) ?? [])
  const { rows } = await sql<Refund>`
    select r.id, r.amount, r.state, r.provider_ref, r.requested_at, r.ended_at, a.store_id, a.currency
    from (select * from payment_refunds where organisation_id = ${organisationId}
        and bucket = any(${[...new Set(ids.map(bucketOf))]}::int[]) and id = any(${ids}::uuid[])
      union
      select * from payment_refunds where organisation_id = ${organisationId} and provider_ref = any(${refs}::text[])
      union
      select * from payment_refunds where organisation_id = ${organisationId} and state = 'succeeded'
        and ended_at between ${from} and ${to}) r
    join payment_attempts a on a.bucket = r.bucket and a.id = r.attempt_id where a.provider = ${provider}`.execute(
    db,
  )
  return rows
}

function knownAttempt(row: AttemptRow): KnownPayment {
  const taken = row.state === 'captured' || row.state === 'conflicted'
  return {
    kind: 'payment',
    refs: refsOf(row.provider_ref, publicId('att', row.id)),
    storeId: row.store_id,
    amount: taken ? row.captured : row.amount,
    currency: row.currency,
    state: !isFinal(row.state) ? 'open' : isDead(row.state) ? 'dead' : 'done',
    occurredAt: row.updated_at,
  }
}

function knownRefund(row: Refund): KnownPayment {
  return {
    kind: 'refund',
    refs: refsOf(row.provider_ref, publicId('rfd', row.id)),
    storeId: row.store_id,
    amount: row.amount,
    currency: row.currency,
    state: row.state === 'succeeded' ? 'done' : row.state === 'failed' ? 'dead' : 'open',
    occurredAt: row.ended_at ?? row.requested_at,
  }
}

/** The provider's id first: by that one its own pages are searched. */
function refsOf(theirs: string | null, ours: string): string[] {
  return theirs === null || theirs === ours ? [ours] : [theirs, ours]
}
