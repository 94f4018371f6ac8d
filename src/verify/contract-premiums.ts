import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/** A cover of the plan on which no day was left is none, and its part of the premium stays with no cover. */
export const contractPremiums = sqlCheck(
  'contract premiums',
  'the parts of a premium sum to it, and never more than it is due back',
  sql`select count(*) from contracts`,
  sql`select 'contract ' || c.id || ': premium ' || c.premium || ', parts ' || v.parts || ', due back ' || c.refund_due as fault
    from contracts c
    join (select bucket, contract_id, sum(premium_part) as parts, count(*) as n from contract_covers group by 1, 2) v
      on v.bucket = c.bucket and v.contract_id = c.id
    join plan_versions p on p.plan_id = c.plan_id and p.version = c.plan_version
    where v.parts > c.premium or (v.parts < c.premium and v.n >= jsonb_array_length(p.terms->'covers'))
      or c.refund_due not between 0 and c.premium`,
)
