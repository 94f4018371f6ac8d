import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

export const ledgerReversals = sqlCheck(
  'ledger reversals',
  'every reversal mirrors its original, posting by posting',
  sql`select count(*) from journals where reverses is not null`,
  sql`with reversals as (select bucket, id, reverses from journals where reverses is not null),
    sides as (
      select r.bucket, r.id, p.account, p.party_id, p.currency, p.amount from reversals r
      join postings p on p.bucket = r.bucket and p.journal_id in (r.id, r.reverses))
    select 'journal ' || id || ': ' || account || ' of ' || party_id || ' is off by ' || sum(amount) as fault
    from sides group by bucket, id, account, party_id, currency having sum(amount) <> 0`,
)
