import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** A closing that was cut off has no totals yet; the next call makes them. */
export const ledgerPeriods = sqlCheck(
  'ledger periods',
  'the totals of every closed month are those of what is booked in it, and no month before it is open',
  sql`select count(*) from closed_periods where totals is not null`,
  sql`with kept as (
      select c.organisation_id, c.month, t.account, t.party_id, t.currency, t.debit, t.credit from closed_periods c
      cross join jsonb_to_recordset(c.totals) as t (account text, party_id uuid, currency text, debit bigint, credit bigint)),
    booked as (
      select c.organisation_id, c.month, p.account, p.party_id, p.currency,
        coalesce(sum(p.amount) filter (where p.amount > 0), 0) as debit, coalesce(-sum(p.amount) filter (where p.amount < 0), 0) as credit
      from closed_periods c
      join journals j on j.organisation_id = c.organisation_id and j.booked_on >= c.month and j.booked_on < c.month + interval '1 month'
      join postings p on p.bucket = j.bucket and p.journal_id = j.id
      where c.totals is not null group by 1, 2, 3, 4, 5)
    select 'organisation ' || organisation_id || ' ' || to_char(month, 'YYYY-MM') || ': ' || account || ' of ' || party_id
      || ' is kept as ' || coalesce(k.debit, 0) || '/' || coalesce(k.credit, 0) || ', booked are ' || coalesce(b.debit, 0) || '/'
      || coalesce(b.credit, 0) as fault
    from kept k full join booked b using (organisation_id, month, account, party_id, currency)
    where (coalesce(k.debit, 0), coalesce(k.credit, 0)) <> (coalesce(b.debit, 0), coalesce(b.credit, 0))
    union all
    select 'organisation ' || c.organisation_id || ': ' || to_char(c.month, 'YYYY-MM') || ' is closed, the month before is not'
    from closed_periods c where not exists (
        select from closed_periods b where b.organisation_id = c.organisation_id and b.month = c.month - interval '1 month')
      and exists (select from journals j where j.organisation_id = c.organisation_id and j.booked_on < c.month)`,
)
