import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

export const ledgerPayouts = sqlCheck(
  'ledger payouts',
  'every payout is what was carried and its lines, and what is confirmed left the bank once',
  sql`select count(*) from payouts`,
  sql`with paid as (
      select j.subject_id as id, -sum(p.amount) as amount from journals j
      join postings p on p.bucket = j.bucket and p.journal_id = j.id
      where j.kind = 'payout' and p.account = 'bank_account' group by 1),
    due as (
      select p.id, case when r.state = 'confirmed' then p.amount else 0 end as amount from payouts p
      join payout_runs r on r.id = p.run_id)
    select 'payout ' || coalesce(d.id, b.id) || ': ' || coalesce(d.amount, 0) || ' confirmed, ' || coalesce(b.amount, 0)
      || ' left the bank' as fault
    from due d full join paid b on b.id = d.id where coalesce(d.amount, 0) <> coalesce(b.amount, 0)
    union all
    select 'payout ' || p.id || ': ' || p.carried_in || ' carried and ' || l.sum || ' moved are not ' || p.amount || ' and '
      || p.carried_out
    from payouts p cross join lateral (
      select coalesce(sum(value::bigint), 0) as sum from jsonb_each_text(p.lines)) l
    where p.carried_in + l.sum <> p.amount + p.carried_out`,
)
