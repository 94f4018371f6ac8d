-- Coupons: definitions (few rows: reference tables), their budgets, codes, the buyers' holdings and uses. No lock.

create table coupons (
  id uuid constraint coupons_pkey primary key,
  organisation_id uuid not null constraint coupons_organisation_fkey references organisations,
  code text collate "C" not null,
  -- Typed by CouponTerms in src/modules/coupons/schemas.ts. Terms never change once a code exists.
  terms jsonb not null,
  currency text not null,
  state text not null constraint coupons_state_check check (state in ('draft', 'running', 'paused', 'ended')),
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint coupons_code_key unique (organisation_id, code)
);
-- What is left, in the bucket of the coupon's id: one row, taken and given back by conditional updates.
create table coupon_budgets (
  bucket integer not null,
  coupon_id uuid not null,
  max_uses bigint,
  held_uses bigint not null default 0,
  committed_uses bigint not null default 0,
  max_amount bigint,
  held_amount bigint not null default 0,
  committed_amount bigint not null default 0,
  constraint coupon_budgets_pkey primary key (bucket, coupon_id),
  constraint coupon_budgets_bucket_check check (bucket = bucket_of(coupon_id)),
  constraint coupon_budgets_uses_check check (held_uses >= 0 and committed_uses >= 0
    and (max_uses is null or held_uses + committed_uses <= max_uses)),
  constraint coupon_budgets_amount_check check (held_amount >= 0 and committed_amount >= 0
    and (max_amount is null or held_amount + committed_amount <= max_amount))
);
-- Code → coupon. Bucket: the keyed hash of the code, which alone is kept. A personal code is used once; null: as often
-- as the coupon allows.
create table coupon_codes (
  bucket integer not null constraint coupon_codes_bucket_check check (bucket between 0 and 1023),
  hash bytea not null,
  coupon_id uuid not null constraint coupon_codes_coupon_fkey references coupons,
  batch_id uuid not null,
  kind text not null constraint coupon_codes_kind_check check (kind in ('personal', 'public')),
  max_uses bigint,
  held_uses bigint not null default 0,
  committed_uses bigint not null default 0,
  -- Whose a personal code is, once somebody has put it into the wallet.
  purchaser_id uuid,
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint coupon_codes_pkey primary key (bucket, hash),
  constraint coupon_codes_uses_check check (held_uses >= 0 and committed_uses >= 0
    and (max_uses is null or held_uses + committed_uses <= max_uses))
);
create index coupon_codes_coupon_idx on coupon_codes (coupon_id, batch_id);
create index coupon_codes_purchaser_idx on coupon_codes (purchaser_id) where purchaser_id is not null;

-- The buyer's wallet of coupons, in the buyer's bucket.
create table coupon_holdings (
  bucket integer not null,
  id uuid not null,
  purchaser_id uuid not null,
  coupon_id uuid not null constraint coupon_holdings_coupon_fkey references coupons,
  code_hash bytea,
  added_at timestamptz not null,
  -- A use that came back after the end can be used until here.
  extended_until timestamptz,
  held_uses integer not null default 0,
  committed_uses integer not null default 0,
  -- Taken out of the wallet; put in again it is the same row, so that its uses still count.
  removed_at timestamptz,
  constraint coupon_holdings_pkey primary key (bucket, id),
  constraint coupon_holdings_bucket_check check (bucket = bucket_of(id)),
  constraint coupon_holdings_purchaser_check check (bucket = bucket_of(purchaser_id)),
  constraint coupon_holdings_uses_check check (held_uses >= 0 and committed_uses >= 0)
);
create unique index coupon_holdings_coupon_key on coupon_holdings (bucket, purchaser_id, coupon_id, coalesce(code_hash, ''::bytea));
create index coupon_holdings_coupon_idx on coupon_holdings (coupon_id);
-- M06, M17: which of them apply themselves when this account pays. A holding of a linked identity is in that one's
-- bucket, so no foreign key can say that it is there.
create table coupon_selections (
  bucket integer not null,
  account_id uuid not null,
  holding_id uuid not null,
  -- Whose holding it is.
  purchaser_id uuid not null,
  selected_at timestamptz not null,
  -- Where it was selected: wallet or kiosk.
  via text not null constraint coupon_selections_via_check check (via in ('wallet', 'kiosk')),
  constraint coupon_selections_pkey primary key (bucket, account_id, holding_id),
  constraint coupon_selections_bucket_check check (bucket = bucket_of(account_id))
);
create index coupon_selections_purchaser_idx on coupon_selections (bucket, purchaser_id, holding_id);

-- One use of one coupon by one settlement, in the settlement's bucket; never deleted.
create table coupon_uses (
  bucket integer not null,
  settlement_id uuid not null,
  coupon_id uuid not null constraint coupon_uses_coupon_fkey references coupons,
  purchaser_id uuid,
  holding_id uuid,
  code_hash bytea,
  state text not null constraint coupon_uses_state_check check (state in ('held', 'committed', 'released', 'restored')),
  -- What came off, in minor units; returned: the share that partial refunds gave back.
  amount bigint not null constraint coupon_uses_amount_check check (amount > 0),
  returned bigint not null default 0,
  held_at timestamptz not null,
  -- When somebody looks whether the payment is dead; time alone frees nothing.
  check_at timestamptz not null,
  ended_at timestamptz,
  constraint coupon_uses_pkey primary key (bucket, settlement_id, coupon_id),
  constraint coupon_uses_bucket_check check (bucket = bucket_of(settlement_id)),
  constraint coupon_uses_returned_check check (returned between 0 and amount)
);
create index coupon_uses_coupon_idx on coupon_uses (coupon_id, held_at desc);
create index coupon_uses_purchaser_idx on coupon_uses (purchaser_id) where purchaser_id is not null;
