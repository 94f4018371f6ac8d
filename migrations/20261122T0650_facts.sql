-- What insights may read of contracts: facts, no people. A view takes no lock that anybody waits for.

create view contracts_facts as
select c.bucket, c.id as contract_id, c.organisation_id, c.store_id, c.item_code, c.plan_id, c.plan_version,
  c.currency, c.price, c.premium, c.offered_premium, c.state, c.state_reason, c.refund_due,
  c.purchased_on, c.starts_on, c.ends_on, c.issued_at, c.ended_at
from contracts c;

create view purchases_facts as
select p.bucket, p.id as purchase_id, p.store_id, p.kind, p.purchased_at, p.currency, p.voided_at,
  l.n, l.code, l.category, l.quantity, l.returned, l.amount, l.plan_code
from purchases p join purchase_lines l on l.bucket = p.bucket and l.purchase_id = p.id;
