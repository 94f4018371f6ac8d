-- Organisations, stores, staff, keys (few rows: reference tables); purchasers and their contacts (bucketed).
-- New tables, no lock.

create table organisations (
  id uuid constraint organisations_pkey primary key,
  name text not null,
  kind text not null constraint organisations_kind_check check (kind in ('seller', 'maker', 'warrantor', 'partner', 'platform')),
  mode text not null constraint organisations_mode_check check (mode in ('live', 'test')),
  -- A test organisation's own time, once set; null follows the machine.
  clock_at timestamptz,
  created_at timestamptz not null,
  constraint organisations_clock_check check (clock_at is null or mode = 'test')
);

create table stores (
  id uuid constraint stores_pkey primary key,
  organisation_id uuid not null constraint stores_organisation_fkey references organisations,
  code text not null constraint stores_code_key unique,
  name text not null,
  kind text not null constraint stores_kind_check check (kind in ('ec', 'pos', 'maker')),
  currency text not null,
  time_zone text not null,
  tax_regime text not null constraint stores_tax_regime_check check (tax_regime in ('jp', 'none')),
  created_at timestamptz not null
);
create index stores_organisation_idx on stores (organisation_id);

create table staff (
  id uuid constraint staff_pkey primary key,
  organisation_id uuid not null constraint staff_organisation_fkey references organisations,
  name text not null,
  email_hash bytea not null constraint staff_email_hash_key unique,
  email_sealed bytea not null,
  role text not null constraint staff_role_check check (role in ('owner', 'manager', 'clerk')),
  -- null: all stores of the organisation
  store_ids uuid[],
  created_at timestamptz not null,
  removed_at timestamptz
);
create index staff_organisation_idx on staff (organisation_id);

create table api_keys (
  id uuid constraint api_keys_pkey primary key,
  organisation_id uuid not null constraint api_keys_organisation_fkey references organisations,
  store_id uuid constraint api_keys_store_fkey references stores,
  name text not null,
  secret_hash bytea not null,
  hint text not null,
  scopes text[] not null,
  rate_limit integer not null constraint api_keys_rate_limit_check check (rate_limit between 1 and 10000000),
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_organisation_idx on api_keys (organisation_id);
create index api_keys_store_idx on api_keys (store_id);

-- A person, known before sign-up as soon as a store reports a contact. Names and addresses are sealed under a key
-- of the person's own (data_key, itself sealed under the process's key): destroying it erases the person.
create table purchasers (
  bucket integer not null,
  id uuid not null,
  mode text not null constraint purchasers_mode_check check (mode in ('live', 'test')),
  data_key bytea,
  name_sealed bytea,
  address_sealed bytea,
  birth_date_sealed bytea,
  language text,
  member_code text not null,
  -- First time that the person proved a contact of each kind; null before.
  email_proven_at timestamptz,
  phone_proven_at timestamptz,
  created_at timestamptz not null,
  constraint purchasers_pkey primary key (bucket, id),
  constraint purchasers_bucket_check check (bucket = bucket_of(id)),
  constraint purchasers_member_code_key unique (bucket, member_code)
);

create table purchaser_contacts (
  bucket integer not null,
  purchaser_id uuid not null,
  id uuid not null,
  kind text not null constraint purchaser_contacts_kind_check check (kind in ('email', 'phone', 'sns')),
  hash bytea not null,
  sealed bytea not null,
  proven_at timestamptz,
  -- Set when another person proved the contact, or its owner gave it up.
  left_at timestamptz,
  created_at timestamptz not null,
  constraint purchaser_contacts_pkey primary key (bucket, purchaser_id, id),
  constraint purchaser_contacts_bucket_check check (bucket = bucket_of(purchaser_id)),
  constraint purchaser_contacts_purchaser_fkey foreign key (bucket, purchaser_id) references purchasers (bucket, id)
);

-- Look-up by contact or by a seller's own customer number. Its bucket is the hash of the key.
create table contact_keys (
  bucket integer not null constraint contact_keys_bucket_check check (bucket between 0 and 1023),
  hash bytea not null,
  kind text not null constraint contact_keys_kind_check check (kind in ('email', 'phone', 'sns', 'account')),
  purchaser_id uuid not null,
  created_at timestamptz not null,
  constraint contact_keys_pkey primary key (bucket, hash)
);

-- Two identities of one person are linked, never merged: the first sees what the second holds.
create table purchaser_links (
  bucket integer not null,
  purchaser_id uuid not null,
  linked_id uuid not null,
  linked_at timestamptz not null,
  constraint purchaser_links_pkey primary key (bucket, purchaser_id, linked_id),
  constraint purchaser_links_bucket_check check (bucket = bucket_of(purchaser_id)),
  constraint purchaser_links_purchaser_fkey foreign key (bucket, purchaser_id) references purchasers (bucket, id)
);
