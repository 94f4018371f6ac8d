-- What buyers pay from, and payments with providers. No lock.

create table payment_accounts (
  bucket integer not null,
  id uuid not null,
  purchaser_id uuid not null,
  kind text not null constraint payment_accounts_kind_check check (kind in ('deposit', 'card', 'wallet')),
  provider text not null,
  currency text not null,
  -- Identifies only: shown and scanned (M09).
  identifier text not null,
  -- Of the provider: a customer with a payment method, sealed under the process's keys; null for the sandbox bank.
  token_sealed bytea,
  -- For people: bank and last digits.
  label text not null,
  created_at timestamptz not null,
  -- When the buyer said that this one pays: the last one chosen does, else the oldest.
  chosen_at timestamptz,
  closed_at timestamptz,
  constraint payment_accounts_pkey primary key (bucket, id),
  constraint payment_accounts_bucket_check check (bucket = bucket_of(id))
);
create index payment_accounts_purchaser_idx on payment_accounts (bucket, purchaser_id);
-- Identifier → account. Bucket: hash of the identifier.
create table account_identifiers (
  bucket integer not null constraint account_identifiers_bucket_check check (bucket between 0 and 1023),
  identifier text collate "C" not null,
  account_id uuid not null,
  constraint account_identifiers_pkey primary key (bucket, identifier)
);
-- Given beforehand by the buyer: this merchant may take so much a payment and a day.
create table mandates (
  bucket integer not null,
  id uuid not null,
  account_id uuid not null,
  store_id uuid not null constraint mandates_store_fkey references stores,
  per_payment bigint not null constraint mandates_payment_check check (per_payment > 0),
  per_day bigint not null constraint mandates_day_check check (per_day >= per_payment),
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint mandates_pkey primary key (bucket, id),
  constraint mandates_bucket_check check (bucket = bucket_of(id)),
  constraint mandates_account_fkey foreign key (bucket, account_id) references payment_accounts (bucket, id)
);
create unique index mandates_store_key on mandates (bucket, account_id, store_id) where revoked_at is null;
create index mandates_account_idx on mandates (bucket, account_id);
create index mandates_store_idx on mandates (store_id);
-- What a mandate took on a day of the store's zone; conditional updates keep the cap.
create table mandate_days (
  bucket integer not null,
  mandate_id uuid not null,
  day date not null,
  taken bigint not null constraint mandate_days_taken_check check (taken >= 0),
  constraint mandate_days_pkey primary key (bucket, mandate_id, day),
  constraint mandate_days_mandate_fkey foreign key (bucket, mandate_id) references mandates (bucket, id)
);

create table payment_attempts (
  bucket integer not null,
  id uuid not null,
  provider text not null,
  tender text not null constraint payment_attempts_tender_check check (tender in ('account', 'card', 'qr')),
  state text not null constraint payment_attempts_state_check check (state in ('created', 'customer_action', 'processing',
    'authorised', 'captured', 'failed', 'cancelled', 'expired', 'conflicted')),
  -- The call went out and nothing came back: nobody knows.
  outcome_unknown boolean not null default false,
  reason text,
  store_id uuid not null constraint payment_attempts_store_fkey references stores,
  organisation_id uuid not null constraint payment_attempts_organisation_fkey references organisations,
  -- What is paid by it: a settlement, later a charge.
  subject_kind text not null,
  subject_id uuid not null,
  account_id uuid,
  mandate_id uuid,
  currency text not null,
  amount bigint not null constraint payment_attempts_amount_check check (amount > 0),
  captured bigint not null default 0,
  refunded bigint not null default 0,
  provider_ref text,
  -- What the customer must do: {kind, url, expiresAt}.
  action jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- When the janitor asks next; null once it is final.
  check_at timestamptz,
  checks integer not null default 0,
  constraint payment_attempts_pkey primary key (bucket, id),
  constraint payment_attempts_bucket_check check (bucket = bucket_of(id)),
  constraint payment_attempts_captured_check check (captured >= 0 and refunded between 0 and captured)
);
create index payment_attempts_subject_idx on payment_attempts (subject_id);
create index payment_attempts_store_idx on payment_attempts (store_id, created_at desc, id desc);
-- What was done on a day, for the file that the provider sends of it.
create index payment_attempts_organisation_idx on payment_attempts (organisation_id, provider, updated_at);
create index payment_attempts_check_idx on payment_attempts (organisation_id, check_at) where check_at is not null;
create index payment_attempts_account_idx on payment_attempts (account_id) where check_at is not null;
create index payment_attempts_provider_idx on payment_attempts (provider, provider_ref);

create table payment_refunds (
  bucket integer not null,
  attempt_id uuid not null,
  id uuid not null,
  key text collate "C" not null,
  organisation_id uuid not null constraint payment_refunds_organisation_fkey references organisations,
  amount bigint not null constraint payment_refunds_amount_check check (amount > 0),
  state text not null constraint payment_refunds_state_check check (state in ('requested', 'succeeded', 'failed', 'unknown')),
  reason text not null,
  failure text,
  provider_ref text,
  requested_at timestamptz not null,
  ended_at timestamptz,
  check_at timestamptz,
  checks integer not null default 0,
  constraint payment_refunds_pkey primary key (bucket, id),
  constraint payment_refunds_bucket_check check (bucket = bucket_of(id)),
  constraint payment_refunds_attempt_fkey foreign key (bucket, attempt_id) references payment_attempts (bucket, id),
  constraint payment_refunds_key_key unique (bucket, attempt_id, key)
);
create index payment_refunds_organisation_idx on payment_refunds (organisation_id, ended_at);
create index payment_refunds_provider_idx on payment_refunds (provider_ref) where provider_ref is not null;
create index payment_refunds_check_idx on payment_refunds (organisation_id, check_at) where check_at is not null;

-- What providers sent us, as it came; read from by a job.
create table provider_events (
  bucket integer not null constraint provider_events_bucket_check check (bucket between 0 and 1023),
  source text not null,
  event_id text not null,
  body bytea not null,
  verified boolean not null,
  received_at timestamptz not null,
  done_at timestamptz,
  constraint provider_events_pkey primary key (bucket, source, event_id)
);

-- The sandbox bank and provider: another company's books, as far as our modules are concerned.
create table sandbox_payments (
  bucket integer not null,
  id uuid not null,
  attempt_id uuid not null,
  tender text not null,
  script text,
  state text not null constraint sandbox_payments_state_check check (state in ('waiting', 'processing', 'captured', 'failed',
    'cancelled', 'expired')),
  reason text,
  currency text not null,
  amount bigint not null,
  captured bigint not null default 0,
  refunded bigint not null default 0,
  account_id uuid,
  store_id uuid not null constraint sandbox_payments_store_fkey references stores,
  at timestamptz not null,
  expires_at timestamptz,
  constraint sandbox_payments_pkey primary key (bucket, id),
  constraint sandbox_payments_bucket_check check (bucket = bucket_of(id)),
  constraint sandbox_payments_captured_check check (captured >= 0 and refunded between 0 and captured)
);
-- One attempt is one payment, however often it is asked for.
create unique index sandbox_payments_attempt_key on sandbox_payments (bucket, attempt_id);
create index sandbox_payments_store_idx on sandbox_payments (store_id, at);
create table sandbox_refunds (
  bucket integer not null,
  payment_id uuid not null,
  id uuid not null,
  refund_id uuid not null,
  state text not null,
  amount bigint not null,
  at timestamptz not null,
  constraint sandbox_refunds_pkey primary key (bucket, id),
  constraint sandbox_refunds_bucket_check check (bucket = bucket_of(id)),
  constraint sandbox_refunds_payment_fkey foreign key (bucket, payment_id) references sandbox_payments (bucket, id)
);
create index sandbox_refunds_payment_idx on sandbox_refunds (bucket, payment_id);
create unique index sandbox_refunds_refund_key on sandbox_refunds (bucket, refund_id);
-- What the sandbox does with the next payments, or refunds, of a test organisation.
create table sandbox_scripts (
  organisation_id uuid constraint sandbox_scripts_pkey primary key constraint sandbox_scripts_organisation_fkey references organisations,
  script text not null,
  remaining integer not null constraint sandbox_scripts_remaining_check check (remaining >= 0)
);
-- Hours of service of a bank, by weekday in its zone; the sandbox bank's are the organisation's to set.
create table bank_hours (
  organisation_id uuid constraint bank_hours_pkey primary key constraint bank_hours_organisation_fkey references organisations,
  hours jsonb not null,
  -- The operator has recorded a licence for a bank of its own.
  licence text
);
