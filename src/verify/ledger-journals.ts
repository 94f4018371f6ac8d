import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** Whatever is debited is credited: then all balances together are zero in each currency too. */
export const ledgerJournals = sqlCheck(
  'ledger journals',
  'the postings of every journal are of one currency and sum to zero, and it lies with its organisation or account',
  sql`select count(*) from journals`,
  sql`select 'journal ' || j.id || ': ' || count(p.n) || ' postings in ' || count(distinct p.currency) || ' currencies, sum '
      || coalesce(sum(p.amount), 0) as fault
    from journals j left join postings p on p.bucket = j.bucket and p.journal_id = j.id
    group by j.bucket, j.id having count(p.n) < 2 or count(distinct p.currency) <> 1 or sum(p.amount) <> 0
    union all
    select 'journal ' || j.id || ': not in the bucket of its organisation' from journals j
    where j.organisation_id is not null and j.bucket <> bucket_of(j.organisation_id)
    union all
    select 'journal ' || j.id || ': not in the bucket of its account' from journals j
    join postings p on p.bucket = j.bucket and p.journal_id = j.id
    where j.organisation_id is null and p.bucket <> bucket_of(p.party_id)`,
)
