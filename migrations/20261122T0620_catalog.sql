-- Items of stores. Bucket: that of the store's id. New tables, no lock.

create table items (
  bucket integer not null,
  store_id uuid not null constraint items_store_fkey references stores,
  -- Exact: case counts. The collation "C" keeps it so in every index.
  code text collate "C" not null,
  name text not null,
  maker text,
  model text,
  gtin text,
  category text,
  price bigint,
  currency text,
  tax_category text not null,
  maker_warranty_months integer,
  launched_on date,
  deleted_at timestamptz,
  version integer not null,
  updated_at timestamptz not null,
  constraint items_pkey primary key (bucket, store_id, code),
  constraint items_bucket_check check (bucket = bucket_of(store_id)),
  constraint items_price_check check (price >= 0)
);
create index items_store_category_idx on items (store_id, category, code);
create index items_store_gtin_idx on items (store_id, gtin) where gtin is not null;

create table item_changes (
  bucket integer not null,
  store_id uuid not null,
  code text collate "C" not null,
  version integer not null,
  changed_at timestamptz not null,
  -- The item as it was from this version on.
  content jsonb not null,
  constraint item_changes_pkey primary key (bucket, store_id, code, version),
  constraint item_changes_bucket_check check (bucket = bucket_of(store_id)),
  constraint item_changes_item_fkey foreign key (bucket, store_id, code) references items (bucket, store_id, code)
);
