import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** What a provider's file says has left its account is off ours: else the account could never come back to zero. */
export const ledgerProviderFiles = sqlCheck(
  'provider files',
  'what each file’s rows said of fees and payouts was posted from it, once, and its counts are those of its rows',
  sql`select count(*) from provider_files`,
  sql`with said as (
      select file_id as id, sum(case kind when 'payout' then -amount when 'fee' then fee - amount else fee end) as amount
      from provider_file_rows where booked group by 1),
    posted as (
      select j.subject_id as id, -sum(p.amount) as amount from journals j
      join postings p on p.bucket = j.bucket and p.journal_id = j.id
      where j.kind in ('provider.fees', 'provider.payout') and p.account in ('clearing_stripe', 'clearing_paypay') group by 1)
    select 'file ' || coalesce(s.id, b.id) || ': ' || coalesce(s.amount, 0) || ' by its rows, ' || coalesce(b.amount, 0)
      || ' posted' as fault
    from said s full join posted b on b.id = s.id where coalesce(s.amount, 0) <> coalesce(b.amount, 0)
    union all
    select 'movement ' || min(r.provider_ref) || ': posted from ' || count(*) || ' rows' from provider_file_rows r
    join provider_files f on f.id = r.file_id where r.booked
    group by f.organisation_id, f.provider, r.kind, r.provider_ref having count(*) > 1
    union all
    select 'file ' || f.id || ': ' || f.matched || ' and ' || f.different || ' counted, ' || count(r.n) || ' rows' from provider_files f
    left join provider_file_rows r on r.file_id = f.id group by f.id
    having f.matched <> count(r.n) filter (where r.outcome = 'matched') or f.different <> count(r.n) filter (where r.outcome <> 'matched')`,
)
