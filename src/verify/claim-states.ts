import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** The contract keeps what limits need, the claim all the rest: two rows for one thing. */
export const claimStates = sqlCheck(
  'claim states',
  'every claim is known to its contract, open there as long as it is not closed, with the same cause and day',
  sql`select count(*) from claims`,
  sql`select 'claim ' || coalesce(c.id, k.claim_id) || ': ' || case when k.claim_id is null then 'its contract does not know it'
      when c.id is null then 'only its contract knows it'
      when (k.state = 'open') <> (c.closed_at is null) then c.state || ', but ' || k.state || ' at its contract'
      else 'cause or day differ at its contract' end as fault
    from claims c full join contract_claims k
      on k.bucket = c.bucket and k.contract_id = c.contract_id and k.claim_id = c.id
    where k.claim_id is null or c.id is null or (k.state = 'open') <> (c.closed_at is null)
      or k.cause <> c.cause or k.loss_on <> c.loss_on`,
)
