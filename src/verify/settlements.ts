import { sql } from 'kysely'
import { sqlCheck } from './check.ts'

const paid = sql`('settled', 'voided', 'partly_refunded', 'refunded')`

/** What follows a payment is written in one transaction, so all of it stands or none of it does. */
export const settlementEffects = sqlCheck(
  'settlement effects',
  'a settlement is settled exactly where its journal, purchase, receipt, payments and coupons say so',
  sql`select count(*) from settlements`,
  sql`with s as (
      select s.*, s.state in ${paid} as is_paid,
        exists (select from journals j where j.organisation_id = s.organisation_id and j.key = 'settlement/' || s.id) as posted,
        exists (select from papers p where p.bucket = s.bucket and p.id = s.paper_id) as has_paper,
        exists (select from purchases p where p.bucket = bucket_of(s.purchase_id) and p.id = s.purchase_id) as has_purchase,
        (select count(*) from settlement_tenders t where t.bucket = s.bucket and t.settlement_id = s.id and t.kind <> 'cash') as electronic,
        (select count(*) from settlement_tenders t join payment_attempts a on a.bucket = t.bucket and a.id = t.attempt_id
          where t.bucket = s.bucket and t.settlement_id = s.id and a.state = 'captured' and a.captured = t.amount) as captured,
        (select coalesce(sum(t.amount), 0) from settlement_tenders t where t.bucket = s.bucket and t.settlement_id = s.id) as tendered,
        jsonb_array_length(s.coupons->'used') as used,
        (select count(*) from coupon_uses u where u.bucket = s.bucket and u.settlement_id = s.id
          and u.state = case when s.state in ('settled', 'partly_refunded') then 'committed'
            when s.state in ('voided', 'refunded') then 'restored' when s.state = 'failed' then 'released' else 'held' end) as uses
      from settlements s)
    select 'settlement ' || id || ': ' || state || ', and ' || case when posted then 'posted' else 'not posted' end as fault
    from s where is_paid <> posted and due > 0
    union all
    select 'settlement ' || id || ': without receipt or purchase' from s where is_paid and not (has_paper and has_purchase)
    union all
    select 'settlement ' || id || ': ' || state || ' with a purchase' from s where not is_paid and purchase_id is not null
    union all
    select 'settlement ' || id || ': ' || captured || ' of ' || electronic || ' payments are captured' from s
    where is_paid and captured <> electronic
    union all
    select 'settlement ' || id || ': ' || tendered || ' of ' || amount_due || ' is paid by its tenders' from s
    where tendered <> amount_due
    union all
    select 'settlement ' || id || ': ' || uses || ' of ' || used || ' coupons are as the settlement is' from s where uses <> used`,
)

export const settlementRefunds = sqlCheck(
  'settlement refunds',
  'what came back of a settlement is what its refunds and tenders say, and never more than was paid',
  sql`select count(*) from settlement_refunds`,
  sql`with back as (
      select bucket, settlement_id as id, sum((amounts->>'debit')::bigint) as amount from settlement_refunds
      where kind <> 'late_success' group by 1, 2),
    given as (
      select bucket, settlement_id as id, sum(refunded) as amount, bool_or(refunded > amount) as above
      from settlement_tenders group by 1, 2)
    select 'settlement ' || s.id || ': ' || s.refunded || ' of ' || s.amount_due || ' back, ' || coalesce(b.amount, 0)
      || ' by refunds and ' || coalesce(g.amount, 0) || ' by tenders' as fault
    from settlements s left join back b on b.bucket = s.bucket and b.id = s.id
      left join given g on g.bucket = s.bucket and g.id = s.id
    where s.refunded <> coalesce(b.amount, 0) or s.refunded <> coalesce(g.amount, 0) or s.refunded > s.amount_due or g.above
      or (s.state in ('voided', 'refunded') and s.refunded <> s.amount_due)`,
)

/** Invariant 12 of the ledger. */
export const couponsOwed = sqlCheck(
  'coupons owed',
  'what sponsors owe is what their coupons paid, less what came back',
  sql`select count(*) from settlements where state in ${paid}`,
  sql`with used as (
      select s.bucket, s.id, (c.value->>'organisationId')::uuid as party, c.n, (c.value->>'taken')::bigint as amount
      from settlements s cross join lateral jsonb_array_elements(s.coupons->'used') with ordinality as c (value, n)
      where s.state in ${paid} and c.value->>'funder' = 'third_party'),
    owed as (
      select u.party, sum(u.amount - coalesce((
        select sum((r.amounts->'tenders'->>(u.n - 1)::int)::bigint) from settlement_refunds r
        where r.bucket = u.bucket and r.settlement_id = u.id and r.kind <> 'late_success'), 0)) as amount
      from used u group by 1),
    posted as (
      select p.party_id as party, sum(p.amount) as amount from postings p
      join journals j on j.bucket = p.bucket and j.id = p.journal_id
      where p.account = 'sponsor_receivable' and j.subject_kind = 'settlement' and j.kind in ('sale', 'refund') group by 1)
    select 'organisation ' || coalesce(o.party, p.party) || ': ' || coalesce(p.amount, 0) || ' is posted, '
      || coalesce(o.amount, 0) || ' was paid by coupons' as fault
    from owed o full join posted p on p.party = o.party where coalesce(o.amount, 0) <> coalesce(p.amount, 0)`,
)
