-- What a store is as a merchant (one row a store: a reference table), and the papers that were issued. No lock.

create table merchant_profiles (
  store_id uuid constraint merchant_profiles_pkey primary key constraint merchant_profiles_store_fkey references stores,
  organisation_id uuid not null constraint merchant_profiles_organisation_fkey references organisations,
  -- Typed by MerchantProfile in src/modules/merchants/schemas.ts: dated tax status, rounding, price basis, issuer.
  profile jsonb not null,
  -- Sealed under the process's keys: where payouts go, and the secrets of each payment provider by its name.
  payout_account_sealed bytea,
  provider_keys_sealed bytea,
  version integer not null default 1,
  updated_at timestamptz not null
);
create index merchant_profiles_organisation_idx on merchant_profiles (organisation_id);

-- Invoices, receipts, papers of refunds, statements: as they were issued, never changed.
create table papers (
  bucket integer not null,
  id uuid not null,
  -- Printed: 12 symbols with the bucket in the first two, and a check symbol.
  number text not null,
  kind text not null constraint papers_kind_check check (kind in ('simplified_invoice', 'qualified_invoice', 'receipt',
    'return_invoice', 'return_receipt', 'statement')),
  organisation_id uuid not null constraint papers_organisation_fkey references organisations,
  store_id uuid not null constraint papers_store_fkey references stores,
  -- Whose paper it is; null for nobody's.
  purchaser_id uuid,
  -- What it is about: settlement, settlement_refund, contract, claim, payout.
  subject_kind text not null,
  subject_id uuid not null,
  -- In whose name and number: own, agency (代理交付), intermediary (媒介者交付特例).
  issue_route text not null constraint papers_issue_route_check check (issue_route in ('own', 'agency', 'intermediary')),
  -- Typed by IssuedPaper in src/modules/papers/schemas.ts.
  paper jsonb not null,
  issued_at timestamptz not null,
  -- The paper without a name, in the same bucket, that this one was exchanged for. No paper is ever deleted.
  replaces_id uuid,
  constraint papers_pkey primary key (bucket, id),
  constraint papers_bucket_check check (bucket = bucket_of(id)),
  constraint papers_number_key unique (bucket, number)
);
-- A paper is exchanged once.
create unique index papers_replaces_idx on papers (bucket, replaces_id) where replaces_id is not null;
create index papers_subject_idx on papers (subject_id);
create index papers_store_idx on papers (store_id, issued_at desc, id desc);
create index papers_organisation_idx on papers (organisation_id);
create index papers_purchaser_idx on papers (purchaser_id, issued_at desc) where purchaser_id is not null;
-- Each printing after the first is a reprint (再発行).
create table paper_prints (
  bucket integer not null,
  paper_id uuid not null,
  n integer not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  constraint paper_prints_pkey primary key (bucket, paper_id, n),
  constraint paper_prints_paper_fkey foreign key (bucket, paper_id) references papers (bucket, id)
);
