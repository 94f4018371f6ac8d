-- Settlements at the till, and the register's days. No lock.

-- A day at a register: opened with a float, closed with counted cash (点検・精算).
create table register_days (
  store_id uuid not null constraint register_days_store_fkey references stores,
  register text not null,
  n integer not null,
  id uuid not null constraint register_days_id_key unique,
  business_day date not null,
  opened_at timestamptz not null,
  opened_by text not null,
  opening_cash bigint not null,
  closed_at timestamptz,
  closed_by text,
  counted_cash bigint,
  expected_cash bigint,
  -- What was counted by coin and note, and the day's totals as they stood.
  report jsonb,
  constraint register_days_pkey primary key (store_id, register, n)
);
create unique index register_days_open_key on register_days (store_id, register) where closed_at is null;
-- Cash that went in or out beside sales (入金・出金).
create table register_cash_moves (
  day_id uuid not null constraint register_cash_moves_day_fkey references register_days (id),
  n integer not null,
  amount bigint not null constraint register_cash_moves_amount_check check (amount <> 0),
  reason text not null,
  at timestamptz not null,
  by text not null,
  constraint register_cash_moves_pkey primary key (day_id, n)
);

create table settlements (
  bucket integer not null,
  id uuid not null,
  store_id uuid not null constraint settlements_store_fkey references stores,
  organisation_id uuid not null constraint settlements_organisation_fkey references organisations,
  reference text collate "C" not null,
  content_hash bytea not null,
  state text not null constraint settlements_state_check check (state in ('awaiting_buyer', 'processing', 'settled', 'failed',
    'voided', 'partly_refunded', 'refunded')),
  reason text,
  occurred_at timestamptz not null,
  supplied_on date not null,
  currency text not null,
  price_basis text not null constraint settlements_price_basis_check check (price_basis in ('inclusive', 'exclusive')),
  -- Who buys, by what it was known, and from what account it is paid.
  purchaser_id uuid,
  buyer_via text constraint settlements_buyer_via_check check (buyer_via in ('member_token', 'offline_token', 'mandate', 'confirmation', 'account')),
  account_id uuid,
  -- Tax profile of the day, and `Settled` of the tax module: every value on the way (M15).
  tax_profile jsonb not null,
  settled jsonb not null,
  -- Coupons in the order of `settled.discounts`, and those that were refused: {used, refused}.
  coupons jsonb not null,
  price bigint not null,
  due bigint not null,
  -- What the buyer pays.
  amount_due bigint not null,
  -- Units of each line that have come back.
  returned integer[] not null,
  refunded bigint not null default 0,
  purchase_id uuid,
  paper_id uuid,
  paper_number text,
  -- Whom the till named, until the purchase is recorded. Sealed: it holds contacts.
  buyer_sealed bytea,
  register text,
  -- The day of the register that was open when it was settled.
  day_id uuid constraint settlements_day_fkey references register_days (id),
  made_offline boolean not null default false,
  started_at timestamptz not null,
  settled_at timestamptz,
  -- When somebody looks what became of its payments; null once that is known.
  check_at timestamptz,
  version integer not null default 1,
  constraint settlements_pkey primary key (bucket, id),
  constraint settlements_bucket_check check (bucket = bucket_of(id))
);
create index settlements_store_idx on settlements (store_id, occurred_at desc, id desc);
create index settlements_organisation_idx on settlements (organisation_id);
create index settlements_check_idx on settlements (organisation_id, check_at) where check_at is not null;
create index settlements_purchaser_idx on settlements (bucket, purchaser_id, occurred_at desc) where purchaser_id is not null;
create index settlements_day_idx on settlements (day_id);
create table settlement_lines (
  bucket integer not null,
  settlement_id uuid not null,
  n integer not null,
  code text collate "C",
  description text not null,
  quantity bigint not null constraint settlement_lines_quantity_check check (quantity > 0),
  unit_price bigint not null constraint settlement_lines_price_check check (unit_price >= 0),
  amount bigint not null constraint settlement_lines_amount_check check (amount >= 0),
  tax_category text not null,
  -- Whether the till gave the words; else they are the catalogue's of that day.
  named boolean not null,
  serial_numbers text[],
  -- The cover that was sold with the line before: its premium is a line of its own.
  plan jsonb,
  constraint settlement_lines_pkey primary key (bucket, settlement_id, n),
  constraint settlement_lines_settlement_fkey foreign key (bucket, settlement_id) references settlements (bucket, id)
);
create table settlement_tenders (
  bucket integer not null,
  settlement_id uuid not null,
  n integer not null,
  kind text not null constraint settlement_tenders_kind_check check (kind in ('cash', 'account', 'card', 'qr')),
  amount bigint not null constraint settlement_tenders_amount_check check (amount >= 0),
  -- Cash alone: what was handed over, and what went back.
  received bigint,
  change bigint,
  -- By whom it is taken, for those of a provider, and its attempt once there is one.
  provider text,
  attempt_id uuid,
  refunded bigint not null default 0,
  constraint settlement_tenders_pkey primary key (bucket, settlement_id, n),
  constraint settlement_tenders_settlement_fkey foreign key (bucket, settlement_id) references settlements (bucket, id),
  constraint settlement_tenders_refunded_check check (refunded between 0 and amount)
);
create table settlement_refunds (
  bucket integer not null,
  settlement_id uuid not null,
  n integer not null,
  id uuid not null,
  kind text not null constraint settlement_refunds_kind_check check (kind in ('void', 'refund', 'late_success')),
  reference text collate "C" not null,
  reason text not null,
  -- Units of each line, and `Amounts` of the tax module.
  units integer[] not null,
  amounts jsonb not null,
  -- To whom it goes back: [{n, amount, refundId}] of the tenders.
  tenders jsonb not null,
  paper_id uuid,
  purchase_id uuid,
  day_id uuid constraint settlement_refunds_day_fkey references register_days (id),
  at timestamptz not null,
  by text not null,
  constraint settlement_refunds_pkey primary key (bucket, settlement_id, n),
  constraint settlement_refunds_settlement_fkey foreign key (bucket, settlement_id) references settlements (bucket, id),
  constraint settlement_refunds_reference_key unique (bucket, settlement_id, reference)
);
create index settlement_refunds_day_idx on settlement_refunds (day_id);
-- (store, reference) → settlement. Bucket: hash of the two.
create table settlement_keys (
  bucket integer not null constraint settlement_keys_bucket_check check (bucket between 0 and 1023),
  store_id uuid not null,
  reference text collate "C" not null,
  settlement_id uuid not null,
  constraint settlement_keys_pkey primary key (bucket, store_id, reference)
);
