import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

/**
 * What a subscriber has still to be told of: contracts or claims in events beyond its position. It reads the events for
 * each row that it is asked of, so it stands behind a `case`: only rows that look wrong are asked of.
 */
const untold = (subscriber: string, topics: readonly string[], id: string) =>
  sql.raw(`exists (select 1 from outbox o join subscriptions p on p.subscriber = '${subscriber}'
      where (o.xid, o.id) > (p.last_xid, p.last_id) and o.topic in (${topics.map((topic) => `'${topic}'`).join()})
        and (o.payload->'contractIds' ? ${id}::text or o.payload->'claimIds' ? ${id}::text or o.payload->>'claimId' = ${id}::text))
    or exists (select 1 from failed_events f where f.subscriber = '${subscriber}'
      and (f.payload->'contractIds' ? ${id}::text or f.payload->'claimIds' ? ${id}::text or f.payload->>'claimId' = ${id}::text))`)

const toldOfContract = untold(
  'sales.book-premiums',
  [
    'contract.issued',
    'contract.cancelled',
    'contract.voided',
    'contract.reinstated',
    'contract.performed',
    'contract.to-book',
  ],
  'c.id',
)
const toldOfClaim = untold('claims.book-claims', ['claim.changed', 'claim.to-book'], 'l.id')

/** Those of whose change the subscriber has not heard yet are left out. */
export const premiumBooks = sqlCheck(
  'premium books',
  'every contract is booked as it was sold, with its journal, and as it stands',
  sql`select count(*) from contracts`,
  sql`select 'contract ' || c.id || ': ' || case
      when b.contract_id is null then 'is not booked'
      when b.premium <> c.premium then 'premium ' || c.premium || ', booked ' || b.premium
      when j.id is null and b.premium > 0 then 'has no journal of its sale'
      else c.state || ' with ' || c.refund_due || ' due back, booked as ' || b.state || ' with ' || b.refund end as fault
    from contracts c
    left join premium_books b on b.bucket = c.bucket and b.contract_id = c.id
    left join journals j on j.bucket = bucket_of(c.organisation_id) and j.key = 'premium.sold/' || c.id
    where c.state <> 'pending' and case when b.contract_id is null or b.premium <> c.premium or (j.id is null and b.premium > 0)
        or (b.state = 'open') <> (c.state in ('in_force', 'suspended')) or (b.state = 'ended' and b.refund <> c.refund_due)
      then not (${toldOfContract}) else false end`,
)

/** By the same rule that earns them: rounded down by days, all of it at the end. */
export const unearnedPremiums = sqlCheck(
  'unearned premiums',
  'what stands as not earned is what the days to come of all covers have still to earn',
  sql`select count(*) from premium_days`,
  sql`select 'store ' || d.store_id || ': ' || coalesce(p.unearned, 0) || ' not earned in the books, ' ||
      coalesce(s.rest, 0) || ' by its covers' as fault
    from premium_days d
    left join (select party_id, -sum(amount) as unearned from postings where account = 'premium_unearned' group by 1) p
      on p.party_id = d.store_id
    left join (
      select s.store_id, sum(s.net - div(s.net::numeric
        * greatest(0, least(s.ends_on, w.earned_to) - s.starts_on), s.ends_on - s.starts_on)) as rest
      from premium_schedules s join premium_days w on w.store_id = s.store_id where s.open group by 1
    ) s on s.store_id = d.store_id
    where coalesce(p.unearned, 0) <> coalesce(s.rest, 0)`,
)

export const claimBooks = sqlCheck(
  'claim books',
  'what is owed on claims is what accepted ones cover, until they are performed; a coupon as far as it was used',
  sql`select count(*) from claims`,
  sql`select 'claim ' || l.id || ': ' || l.state || ' with ' || coalesce(l.covered, 0) || ' covered, booked ' ||
      coalesce(b.incurred, 0) || ', performed ' || coalesce(b.settled, 0) || ', by coupon ' || coalesce(b.by_coupon, 0) as fault
    from claims l left join claim_books b on b.bucket = l.bucket and b.claim_id = l.id
    left join claim_coupons u on u.bucket = l.bucket and u.claim_id = l.id and u.state = 'used'
    where case when coalesce(b.incurred, 0) <> case when l.state in ('submitted', 'information_requested', 'rejected', 'withdrawn')
          then 0 else coalesce(u.used_amount, l.covered, 0) end
        or coalesce(b.settled + b.by_coupon, 0) <> case when l.state = 'completed' then coalesce(u.used_amount, l.covered, 0) else 0 end
        or coalesce(b.by_coupon > 0, false) <> coalesce(u.sponsored, false)
      then not (${toldOfClaim}) else false end
    union all
    select 'store ' || coalesce(p.party_id, b.store_id) || ': ' || coalesce(p.payable, 0) || ' payable in the books, ' ||
      coalesce(b.owed, 0) || ' by its claims'
    from (select party_id, -sum(amount) as payable from postings where account = 'claims_payable' group by 1) p
    full join (select store_id, sum(incurred - settled - by_coupon) as owed from claim_books group by 1) b on b.store_id = p.party_id
    where coalesce(p.payable, 0) <> coalesce(b.owed, 0)`,
)
