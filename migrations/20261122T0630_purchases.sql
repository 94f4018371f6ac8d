-- The purchase ledger. New tables, no lock.

create table purchases (
  bucket integer not null,
  id uuid not null,
  store_id uuid not null constraint purchases_store_fkey references stores,
  reference text collate "C" not null,
  revision integer not null,
  kind text not null constraint purchases_kind_check check (kind in ('sale', 'return', 'void')),
  purchased_at timestamptz not null,
  currency text not null,
  price_basis text not null constraint purchases_price_basis_check check (price_basis in ('inclusive', 'exclusive')),
  total bigint not null,
  line_count integer not null,
  -- Hash of the canonical report: the same report again adds nothing, another one is a conflict.
  content_hash bytea not null,
  -- Keyed hash of the buyer as reported; null is nobody.
  buyer_hash bytea,
  -- Whom the store reported; null is nobody.
  purchaser_id uuid,
  -- The name as the store reported it, sealed under the purchaser's key: one of the facts that prove an old purchase.
  buyer_name_sealed bytea,
  return_of uuid,
  voided_at timestamptz,
  -- The buyer said "not mine".
  disowned_at timestamptz,
  recorded_at timestamptz not null,
  constraint purchases_pkey primary key (bucket, id),
  constraint purchases_bucket_check check (bucket = bucket_of(id))
);
create index purchases_store_idx on purchases (store_id, purchased_at desc, id desc);
create index purchases_return_of_idx on purchases (return_of) where return_of is not null;

create table purchase_lines (
  bucket integer not null,
  purchase_id uuid not null,
  n integer not null,
  code text collate "C" not null,
  name text,
  match text not null constraint purchase_lines_match_check check (match in ('own', 'matched', 'pending')),
  maker text,
  model text,
  gtin text,
  category text,
  maker_warranty_months integer,
  quantity bigint not null constraint purchase_lines_quantity_check check (quantity > 0),
  returned bigint not null default 0,
  unit_price bigint not null,
  amount bigint not null,
  tax_category text,
  -- The name or tax category came with the report, not from the catalogue.
  name_reported boolean not null,
  tax_reported boolean not null,
  serial_numbers text[],
  plan_code text,
  plan_price bigint,
  -- Why no contract was issued though a plan was bought; the purchase is kept all the same.
  plan_error text,
  constraint purchase_lines_pkey primary key (bucket, purchase_id, n),
  constraint purchase_lines_purchase_fkey foreign key (bucket, purchase_id) references purchases (bucket, id),
  constraint purchase_lines_returned_check check (returned between 0 and quantity)
);

-- (store, reference) → purchase. Bucket: hash of the two.
create table purchase_keys (
  bucket integer not null constraint purchase_keys_bucket_check check (bucket between 0 and 1023),
  store_id uuid not null,
  reference text collate "C" not null,
  purchase_id uuid not null,
  constraint purchase_keys_pkey primary key (bucket, store_id, reference)
);

-- Earlier revisions as they were reported, without the buyer.
create table purchase_revisions (
  bucket integer not null,
  purchase_id uuid not null,
  revision integer not null,
  content_hash bytea not null,
  content jsonb not null,
  replaced_at timestamptz not null,
  constraint purchase_revisions_pkey primary key (bucket, purchase_id, revision),
  constraint purchase_revisions_purchase_fkey foreign key (bucket, purchase_id) references purchases (bucket, id)
);

-- Who holds a purchase, in the holder's bucket. What a list shows stands here, so that a list reads one bucket.
create table purchase_holders (
  bucket integer not null,
  purchaser_id uuid not null,
  purchase_id uuid not null,
  store_id uuid not null,
  purchased_at timestamptz not null,
  -- By what the holder was found.
  via text not null constraint purchase_holders_via_check check (via in ('purchaser', 'member', 'email', 'phone', 'account', 'pickup', 'proof')),
  recorded_at timestamptz not null,
  -- Proved beyond the contact: by member code, pick-up code, or a fact of the receipt.
  proven_at timestamptz,
  -- "Not mine", or taken over by somebody who proved it.
  ended_at timestamptz,
  constraint purchase_holders_pkey primary key (bucket, purchaser_id, purchase_id),
  constraint purchase_holders_bucket_check check (bucket = bucket_of(purchaser_id))
);
create index purchase_holders_list_idx on purchase_holders (bucket, purchaser_id, purchased_at desc, purchase_id desc);
create index purchase_holders_purchase_idx on purchase_holders (purchase_id);

-- Lines whose code the catalogue did not know, in the store's bucket beside its items, until it does.
create table pending_lines (
  bucket integer not null,
  store_id uuid not null,
  code text collate "C" not null,
  purchase_id uuid not null,
  n integer not null,
  constraint pending_lines_pkey primary key (bucket, store_id, code, purchase_id, n),
  constraint pending_lines_bucket_check check (bucket = bucket_of(store_id))
);
