-- What every module stands on. New tables: no lock that anybody waits for.

-- The bucket inside an id (bits 52 to 61 of a UUID version 8); `newId` in src/platform/ids.ts writes it.
create function bucket_of(id uuid) returns integer
  language sql immutable strict parallel safe
  return ((get_byte(uuid_send(id), 6) & 15) << 6) | (get_byte(uuid_send(id), 7) >> 2);

-- Events, written in the transaction of the write that caused them (src/platform/events.ts).
-- xid gives commit order: readers stop below the oldest transaction still open.
create table outbox (
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  topic text not null,
  payload jsonb not null,
  constraint outbox_pkey primary key (xid, id)
);
create table subscriptions (
  subscriber text constraint subscriptions_pkey primary key,
  last_xid xid8 not null,
  last_id bigint not null
);
create table failed_events (
  subscriber text not null,
  outbox_id bigint not null,
  topic text not null,
  payload jsonb not null,
  error text not null,
  failed_at timestamptz not null default now(),
  constraint failed_events_pkey primary key (subscriber, outbox_id)
);

create table idempotency_keys (
  bucket integer not null constraint idempotency_keys_bucket_check check (bucket between 0 and 1023),
  key_hash bytea not null,
  body_hash bytea not null,
  status integer not null,
  answer text not null,
  created_at timestamptz not null,
  constraint idempotency_keys_pkey primary key (bucket, key_hash)
);
create index idempotency_keys_created_at_idx on idempotency_keys (created_at);

create table audit_entries (
  bucket integer not null,
  id uuid not null,
  at timestamptz not null,
  organisation_id uuid,
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  via text not null,
  request_id text not null,
  ip text,
  entity text not null,
  entity_id text not null,
  before jsonb,
  after jsonb,
  constraint audit_entries_pkey primary key (bucket, id),
  constraint audit_entries_bucket_check check (bucket = bucket_of(id))
);
create index audit_entries_organisation_idx on audit_entries (organisation_id, at desc);
create index audit_entries_entity_idx on audit_entries (bucket, entity_id, at desc);

-- Work that is done once for a database, such as the demo seed.
create table one_time_work (
  name text constraint one_time_work_pkey primary key,
  done_at timestamptz not null default now(),
  result jsonb
);
