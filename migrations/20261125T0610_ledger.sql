-- Double entry, append-only. An organisation's journals are in the bucket of its id, the bank's in the account's. No lock.

create table journals (
  bucket integer not null,
  id uuid not null,
  -- sale, refund, premium.sold, premium.earned, payout, bank.debit …
  kind text not null,
  -- Whatever is posted once has one key: `settlement:stl_…`.
  key text collate "C" not null,
  organisation_id uuid constraint journals_organisation_fkey references organisations,
  store_id uuid constraint journals_store_fkey references stores,
  subject_kind text not null,
  subject_id uuid not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- The day it counts on, in the store's zone; moved into the first open month where its own is closed.
  booked_on date not null,
  reverses uuid,
  constraint journals_pkey primary key (bucket, id),
  constraint journals_bucket_check check (bucket = bucket_of(id)),
  constraint journals_key_key unique (bucket, key),
  constraint journals_reverses_fkey foreign key (bucket, reverses) references journals (bucket, id)
);
-- A journal is reversed once.
create unique index journals_reverses_key on journals (bucket, reverses);
create index journals_organisation_idx on journals (organisation_id, booked_on, id);
create index journals_store_idx on journals (store_id, booked_on, id);
create index journals_subject_idx on journals (subject_id);

create table postings (
  bucket integer not null,
  journal_id uuid not null,
  n integer not null,
  -- A name of the chart (src/modules/ledger/chart.ts) and whose account of that name it is.
  account text not null,
  party_id uuid not null,
  currency text not null,
  -- Debits are positive, credits negative; those of one journal and currency sum to zero.
  amount bigint not null constraint postings_amount_check check (amount <> 0),
  -- Of accounts with a floor alone: the balance after it, and a number without gaps.
  balance_after bigint,
  version bigint,
  constraint postings_pkey primary key (bucket, journal_id, n),
  constraint postings_journal_fkey foreign key (bucket, journal_id) references journals (bucket, id),
  constraint postings_version_check check ((balance_after is null) = (version is null))
);
create index postings_account_idx on postings (bucket, party_id, account, currency);
create unique index postings_version_key on postings (bucket, party_id, account, currency, version) where version is not null;

-- Accounts that may not fall below a floor, updated in place. The balance is what the party has: credits less debits.
create table floor_accounts (
  bucket integer not null,
  party_id uuid not null,
  account text not null,
  currency text not null,
  balance bigint not null,
  version bigint not null,
  constraint floor_accounts_pkey primary key (bucket, party_id, account, currency),
  constraint floor_accounts_bucket_check check (bucket = bucket_of(party_id)),
  constraint floor_accounts_floor_check check (balance >= 0)
);

-- A month of an organisation that is closed: nothing is booked into it any more. Totals as they stood (trial balance).
create table closed_periods (
  organisation_id uuid not null constraint closed_periods_organisation_fkey references organisations,
  month date not null constraint closed_periods_month_check check (extract(day from month) = 1),
  closed_at timestamptz not null,
  closed_by text not null,
  -- Null while it is being totalled.
  totals jsonb,
  constraint closed_periods_pkey primary key (organisation_id, month)
);

-- One run pays the stores of an organisation what is theirs up to a day.
create table payout_runs (
  id uuid constraint payout_runs_pkey primary key,
  organisation_id uuid not null constraint payout_runs_organisation_fkey references organisations,
  currency text not null,
  up_to date not null,
  state text not null constraint payout_runs_state_check check (state in ('prepared', 'confirmed', 'discarded')),
  prepared_at timestamptz not null,
  confirmed_at timestamptz,
  by text not null
);
create index payout_runs_organisation_idx on payout_runs (organisation_id, prepared_at desc);
create table payouts (
  run_id uuid not null constraint payouts_run_fkey references payout_runs,
  store_id uuid not null constraint payouts_store_fkey references stores,
  id uuid not null constraint payouts_id_key unique,
  -- What stood before, what came up to the day by kind of account, what is paid, what is carried (never above zero).
  carried_in bigint not null,
  lines jsonb not null,
  amount bigint not null constraint payouts_amount_check check (amount >= 0),
  carried_out bigint not null constraint payouts_carried_check check (carried_out <= 0),
  constraint payouts_pkey primary key (run_id, store_id)
);
create index payouts_store_idx on payouts (store_id);

-- Files of payment providers, compared row by row with what we know.
create table provider_files (
  id uuid constraint provider_files_pkey primary key,
  organisation_id uuid not null constraint provider_files_organisation_fkey references organisations,
  provider text not null,
  name text not null,
  content_hash bytea not null,
  rows integer not null,
  matched integer not null,
  different integer not null,
  read_at timestamptz not null,
  read_by text not null,
  constraint provider_files_content_key unique (organisation_id, provider, content_hash)
);
create table provider_file_rows (
  file_id uuid not null constraint provider_file_rows_file_fkey references provider_files,
  n integer not null,
  -- payment, refund, fee, payout, other
  kind text not null,
  provider_ref text not null,
  our_ref text,
  currency text not null,
  amount bigint not null,
  fee bigint not null,
  occurred_at timestamptz not null,
  outcome text not null constraint provider_file_rows_outcome_check check (outcome in ('matched', 'unknown_to_us', 'amount_differs',
    'state_differs', 'doubled', 'missing_in_file')),
  -- Of the payment or refund that we know: its store, and its amount as we have it.
  store_id uuid constraint provider_file_rows_store_fkey references stores,
  known_amount bigint,
  -- True for one row of all files of a movement: the one from which its fee or payout was posted.
  booked boolean not null,
  -- A difference that a person has dealt with.
  resolved_at timestamptz,
  resolved_by text,
  resolution text,
  constraint provider_file_rows_pkey primary key (file_id, n)
);
create index provider_file_rows_store_idx on provider_file_rows (store_id);
create index provider_file_rows_ref_idx on provider_file_rows (provider_ref);
create index provider_file_rows_open_idx on provider_file_rows (file_id, n) where outcome <> 'matched' and resolved_at is null;
