import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** Accounts with a floor are the only ones whose balance stands beside their postings. */
export const ledgerFloors = sqlCheck(
  'ledger floors',
  'the balance of an account with a floor is never below it, is what its postings sum to, and each of them counted one on',
  sql`select count(*) from floor_accounts`,
  sql`with moved as (
      select p.*, row_number() over w as right_version, -sum(p.amount) over w as right_balance from postings p
      where p.version is not null
      window w as (partition by p.bucket, p.party_id, p.account, p.currency order by p.version)),
    summed as (
      select bucket, party_id, account, currency, -sum(amount) as balance, count(*) as version from moved group by 1, 2, 3, 4)
    select 'account ' || coalesce(f.party_id, s.party_id) || ': ' || coalesce(f.balance, 0) || ' after '
      || coalesce(f.version, 0) || ', by its postings ' || coalesce(s.balance, 0) || ' after ' || coalesce(s.version, 0) as fault
    from floor_accounts f full join summed s using (bucket, party_id, account, currency)
    where coalesce(f.balance, 0) <> coalesce(s.balance, 0) or coalesce(f.version, 0) <> coalesce(s.version, 0) or f.balance < 0
    union all
    select 'journal ' || journal_id || ': version ' || version || ' of account ' || party_id || ' leaves ' || balance_after
    from moved where version <> right_version or balance_after <> right_balance or balance_after < 0`,
)
