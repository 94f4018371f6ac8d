-- Coupons by which claims are fulfilled (claims), and what the books know of them. A new table, no lock, and a
-- column of claim_books.

create table claim_coupons (
  bucket integer not null,
  claim_id uuid not null,
  -- The first coupon of a claim is 1; one that nobody used is followed by the next remedy, which can be another.
  n integer not null,
  organisation_id uuid not null constraint claim_coupons_organisation_fkey references organisations,
  -- In the claim's bucket, so that an event about a coupon leads to its claim.
  coupon_id uuid not null constraint claim_coupons_coupon_fkey references coupons,
  -- Keyed hash of the code, by which it is revoked; the code itself is sealed like every word of the claim.
  code_hash bytea not null,
  code_sealed bytea,
  -- Minor units, tax included. used_amount: what of it a settlement took off, while it is used.
  amount bigint not null constraint claim_coupons_amount_check check (amount > 0),
  used_amount bigint,
  -- Another than the shop pays for it.
  sponsored boolean not null,
  state text not null constraint claim_coupons_state_check check (state in ('issued', 'used', 'ended')),
  issued_at timestamptz not null,
  -- When it was used first; stays where the use came back, for a warranty is performed once.
  used_at timestamptz,
  -- The instant after its last day; later where a use came back after it.
  due_at timestamptz not null,
  constraint claim_coupons_pkey primary key (bucket, claim_id, n),
  constraint claim_coupons_claim_fkey foreign key (bucket, claim_id) references claims (bucket, id),
  constraint claim_coupons_coupon_key unique (bucket, coupon_id),
  constraint claim_coupons_used_check check ((state = 'used') = (used_amount is not null))
);
create index claim_coupons_due_idx on claim_coupons (organisation_id, due_at) where state = 'issued';
create index claim_coupons_organisation_idx on claim_coupons (organisation_id);
create index claim_coupons_coupon_idx on claim_coupons (coupon_id);

-- What of a claim a coupon of somebody else's paid: owed by its funder already, not once more to the store.
-- An ACCESS EXCLUSIVE lock for a moment, without writing rows anew.
alter table claim_books add column by_coupon bigint not null default 0;
