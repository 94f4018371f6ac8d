-- What the books know of each cover sold and of each claim, so that a change posts the difference. New tables: no lock.

create table premium_books (
  bucket integer not null,
  contract_id uuid not null,
  organisation_id uuid not null constraint premium_books_organisation_fkey references organisations,
  store_id uuid not null constraint premium_books_store_fkey references stores,
  currency text not null,
  -- As sold: tax included, the tax inside, what the store keeps (of the premium without tax).
  premium bigint not null,
  tax bigint not null,
  commission bigint not null,
  -- Null rate: no tax is owed.
  tax_basis_points integer,
  tax_rounding text,
  state text not null constraint premium_books_state_check check (state in ('open', 'ended')),
  -- What went back to the buyer when it ended, and the fee kept of it.
  refund bigint not null default 0,
  fee bigint not null default 0,
  -- Ends so far; the journal of the last one, and the day to which premiums were earned at that time.
  version integer not null default 0,
  end_journal_id uuid,
  ended_to date,
  -- Number of the buyer's receipt, where one was issued.
  paper_number text,
  constraint premium_books_pkey primary key (bucket, contract_id),
  constraint premium_books_bucket_check check (bucket = bucket_of(contract_id))
);
create index premium_books_organisation_idx on premium_books (organisation_id);
create index premium_books_store_idx on premium_books (store_id);
-- One row a cover: its premium without tax is earned evenly over the days from the first to the day before the second.
create table premium_schedules (
  bucket integer not null,
  contract_id uuid not null,
  n integer not null,
  store_id uuid not null constraint premium_schedules_store_fkey references stores,
  currency text not null,
  net bigint not null constraint premium_schedules_net_check check (net >= 0),
  starts_on date not null,
  ends_on date not null,
  -- The cover's days as they were when this was written: where they have moved, what is left is spread anew.
  cover_starts_on date not null,
  cover_ends_on date not null,
  open boolean not null,
  constraint premium_schedules_pkey primary key (bucket, contract_id, n),
  constraint premium_schedules_book_fkey foreign key (bucket, contract_id) references premium_books (bucket, contract_id),
  constraint premium_schedules_days_check check (starts_on < ends_on)
);
-- What earns on a day, by store.
create index premium_schedules_store_idx on premium_schedules (store_id, ends_on);
-- Up to which day (itself not) premiums of a store are earned in the books, and when the next day is over.
create table premium_days (
  store_id uuid constraint premium_days_pkey primary key constraint premium_days_store_fkey references stores,
  organisation_id uuid not null constraint premium_days_organisation_fkey references organisations,
  earned_to date not null,
  due_at timestamptz not null
);
create index premium_days_organisation_idx on premium_days (organisation_id, due_at);

create table claim_books (
  bucket integer not null,
  claim_id uuid not null,
  organisation_id uuid not null constraint claim_books_organisation_fkey references organisations,
  store_id uuid not null constraint claim_books_store_fkey references stores,
  currency text not null,
  -- What is booked: owed by the warranty, owed no more to the claim but to the store, and taken of the buyer.
  incurred bigint not null,
  settled bigint not null,
  deductible bigint not null,
  deductible_taken boolean not null,
  version integer not null,
  constraint claim_books_pkey primary key (bucket, claim_id),
  constraint claim_books_bucket_check check (bucket = bucket_of(claim_id))
);
create index claim_books_organisation_idx on claim_books (organisation_id);
create index claim_books_store_idx on claim_books (store_id);

-- Plans of before keep no commission. A ROW EXCLUSIVE lock on a table of few rows.
update plan_versions set terms = terms || '{"commissionBasisPoints": 0}'::jsonb
where not terms ? 'commissionBasisPoints';

-- What was sold and claimed before is booked by the same subscribers: they begin with this transaction's own events.
-- Inserts alone: a ROW EXCLUSIVE lock, which waits for nobody's reads or writes.
insert into subscriptions (subscriber, last_xid, last_id)
select subscriber, pg_current_xact_id(), 0
from (values ('sales.book-premiums'), ('claims.book-claims')) s (subscriber)
where exists (select 1 from contracts) on conflict do nothing;
-- A ROW EXCLUSIVE lock.
insert into outbox (topic, payload)
select 'contract.to-book', jsonb_build_object('contractIds', jsonb_agg(id order by id))
from (select id, row_number() over (order by store_id, id) / 200 as part from contracts) c group by part order by part;
-- A ROW EXCLUSIVE lock.
insert into outbox (topic, payload)
select 'claim.to-book', jsonb_build_object('claimIds', jsonb_agg(id order by id))
from (select id, row_number() over (order by id) / 200 as part from claims) c group by part order by part;
