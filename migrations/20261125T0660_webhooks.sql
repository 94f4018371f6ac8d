-- Webhooks that we send (Standard Webhooks). Endpoints are few rows: a reference table. No lock.
create table webhook_endpoints (
  id uuid constraint webhook_endpoints_pkey primary key,
  organisation_id uuid not null constraint webhook_endpoints_organisation_fkey references organisations,
  -- null: of every store of the organisation.
  store_id uuid constraint webhook_endpoints_store_fkey references stores,
  url text not null,
  -- Topics, each whole or with a star at its end.
  topics text[] not null,
  -- Sealed under the process's keys; the one before is signed with too until it ends.
  secret_sealed bytea not null,
  previous_secret_sealed bytea,
  previous_until timestamptz,
  state text not null constraint webhook_endpoints_state_check check (state in ('active', 'paused', 'disabled')),
  disabled_reason text,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index webhook_endpoints_organisation_idx on webhook_endpoints (organisation_id);
create index webhook_endpoints_store_idx on webhook_endpoints (store_id);
create table webhook_messages (
  bucket integer not null,
  id uuid not null,
  endpoint_id uuid not null constraint webhook_messages_endpoint_fkey references webhook_endpoints,
  organisation_id uuid not null constraint webhook_messages_organisation_fkey references organisations,
  topic text not null,
  body text not null,
  state text not null constraint webhook_messages_state_check check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint webhook_messages_pkey primary key (bucket, id),
  constraint webhook_messages_bucket_check check (bucket = bucket_of(id))
);
create index webhook_messages_endpoint_idx on webhook_messages (endpoint_id, created_at desc, id desc);
create index webhook_messages_organisation_idx on webhook_messages (organisation_id);
-- What is to be tried again: the sweep.
create index webhook_messages_due_idx on webhook_messages (organisation_id, next_at) where state = 'waiting';
create table webhook_attempts (
  bucket integer not null,
  message_id uuid not null,
  n integer not null,
  at timestamptz not null,
  status integer,
  milliseconds integer not null,
  error text,
  constraint webhook_attempts_pkey primary key (bucket, message_id, n),
  constraint webhook_attempts_message_fkey foreign key (bucket, message_id) references webhook_messages (bucket, id)
);
