import { sql } from 'kysely'
import type { Day, InstantText } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import type { Books } from './access.ts'
import type { Position, Settled } from './payout-model.ts'
import { lineNames } from './payout-model.ts'
import type { PayoutId, PayoutLines, PayoutRow, PayoutRunId, PayoutRunRow } from './rows.ts'

const summed = (account: string) =>
  sql`coalesce(sum(p.amount) filter (where p.account = ${sql.lit(account)}), 0)`

/**
 * Every store's movements up to a day and what stands on its accounts, in one statement, so that both are of one
 * moment. Payouts themselves count whenever they were booked.
 */
export async function readPositions(
  db: Db,
  organisationId: OrganisationId,
  currency: string,
  upTo: Day,
): Promise<Position[]> {
  const { rows } = await sql<Record<string, number> & { store_id: StoreId }>`
    with each as (
      select j.store_id, j.kind = 'payout' as paid, j.kind = 'sale' as sold, ${summed('store_payable')} as payable,
        coalesce(sum(p.amount) filter (where p.account in ('sponsor_receivable', 'platform_promotion', 'voucher_liability')), 0) as by_coupons,
        ${summed('store_cash')} as cash, ${summed('provider_fees')} as fees, ${summed('store_receivable')} as receivable
      from journals j join postings p on p.bucket = j.bucket and p.journal_id = j.id
      where j.bucket = ${bucketOf(organisationId)} and j.organisation_id = ${organisationId} and j.store_id is not null
        and p.currency = ${currency} and (j.kind = 'payout' or j.booked_on <= ${upTo}::date)
      group by j.bucket, j.id)
    select store_id,
      coalesce(sum(-payable - by_coupons) filter (where not paid and payable < 0 and sold), 0)::bigint as sales,
      coalesce(sum(-payable - by_coupons) filter (where not paid and payable < 0 and not sold), 0)::bigint as other,
      coalesce(sum(-payable - by_coupons) filter (where not paid and payable > 0), 0)::bigint as refunds,
      coalesce(sum(by_coupons) filter (where not paid and payable <> 0), 0)::bigint as coupons_of_others,
      coalesce(-sum(cash) filter (where not paid), 0)::bigint as cash_kept,
      coalesce(-sum(fees) filter (where not paid), 0)::bigint as fees,
      coalesce(-sum(receivable) filter (where not paid), 0)::bigint as premiums_due,
      sum(payable)::bigint as payable, sum(cash)::bigint as cash, sum(fees)::bigint as provider_fees,
      sum(receivable)::bigint as receivable
    from each group by store_id order by store_id`.execute(db)
  return rows.map((row) => {
    const of = (name: string) => row[name] as number
    return {
      storeId: row.store_id,
      lines: {
        sales: of('sales'),
        couponsOfOthers: of('coupons_of_others'),
        refunds: of('refunds'),
        other: of('other'),
        cashKept: of('cash_kept'),
        fees: of('fees'),
        premiumsDue: of('premiums_due'),
      },
      balances: {
        store_payable: of('payable'),
        store_cash: of('cash'),
        store_receivable: of('receivable'),
        provider_fees: of('provider_fees'),
      },
    }
  })
}

/** What confirmed runs settled, by store. */
export async function readSettled(
  db: Db,
  organisationId: OrganisationId,
  currency: string,
): Promise<Map<StoreId, Settled>> {
  const { rows } = await sql<{ store_id: StoreId; lines: PayoutLines; carried_out: number }>`
    select p.store_id, p.lines, p.carried_out from payouts p join payout_runs r on r.id = p.run_id
    where r.organisation_id = ${organisationId} and r.currency = ${currency} and r.state = 'confirmed'
    order by r.confirmed_at, r.id`.execute(db)
  const settled = new Map<StoreId, Settled>()
  for (const { store_id, lines, carried_out } of rows) {
    const before = settled.get(store_id)?.lines
    const added = lineNames.map((name) => [name, lines[name] + (before?.[name] ?? 0)])
    settled.set(store_id, { lines: Object.fromEntries(added) as PayoutLines, carriedOut: carried_out })
  }
  return settled
}

/** The latest day up to which a run was confirmed. */
export async function lastConfirmedDay(
  db: Db,
  organisationId: OrganisationId,
  currency: string,
): Promise<Day | null> {
  const { rows } = await sql<{ day: Day | null }>`select max(up_to) as day from payout_runs
    where organisation_id = ${organisationId} and currency = ${currency} and state = 'confirmed'`.execute(db)
  return rows[0]?.day ?? null
}

/** Lets one run of an organisation and currency be prepared or confirmed at a time. */
export async function lockPayouts(tx: Tx, organisationId: OrganisationId, currency: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`payouts ${organisationId} ${currency}`}, 0))`.execute(
    tx,
  )
}

export async function findPayoutRun(db: Db, id: PayoutRunId): Promise<PayoutRunRow | undefined> {
  const { rows } = await sql<PayoutRunRow>`select * from payout_runs where id = ${id}`.execute(db)
  return rows[0]
}

export async function lockPayoutRun(tx: Tx, id: PayoutRunId): Promise<PayoutRunRow | undefined> {
  const { rows } = await sql<PayoutRunRow>`select * from payout_runs where id = ${id} for update`.execute(tx)
  return rows[0]
}

/** Runs, the newest first; for those who act for some stores the ones with a payout of theirs. */
export async function listPayoutRunRows(
  db: Db,
  { organisationId, storeIds }: Books,
  { after, limit }: { after: readonly [InstantText, string] | undefined; limit: number },
): Promise<PayoutRunRow[]> {
  const { rows } =
    await sql<PayoutRunRow>`select r.* from payout_runs r where r.organisation_id = ${organisationId}
    ${storeIds === null ? sql`` : sql`and exists (select from payouts p where p.run_id = r.id and p.store_id = any(${storeIds}::uuid[]))`}
    ${after === undefined ? sql`` : sql`and (r.prepared_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by r.prepared_at desc, r.id desc limit ${limit}`.execute(db)
  return rows
}

export async function listPayouts(
  db: Db,
  runIds: readonly PayoutRunId[],
  storeIds: Books['storeIds'],
): Promise<PayoutRow[]> {
  const { rows } = await sql<PayoutRow>`select p.* from payouts p where p.run_id = any(${runIds}::uuid[])
    ${storeIds === null ? sql`` : sql`and p.store_id = any(${storeIds}::uuid[])`}
    order by p.run_id, p.store_id`.execute(db)
  return rows
}

export async function findPayout(db: Db, id: PayoutId): Promise<PayoutRow | undefined> {
  const { rows } = await sql<PayoutRow>`select * from payouts where id = ${id}`.execute(db)
  return rows[0]
}
