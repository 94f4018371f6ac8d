-- Sign-in. The auth_* tables are better-auth's (src/modules/identity/one-time-codes.ts names their columns); they
-- hold no contact, code or token in clear: addresses are pseudonyms, the rest are hashes. New tables, no lock.

create table auth_users (
  id uuid not null default gen_random_uuid() constraint auth_users_pkey primary key,
  name text not null,
  -- Keyed hash of audience, mode and contact at a constant domain.
  email text not null constraint auth_users_email_key unique,
  email_verified boolean not null,
  image text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create table auth_sessions (
  id uuid not null default gen_random_uuid() constraint auth_sessions_pkey primary key,
  user_id uuid not null constraint auth_sessions_user_fkey references auth_users on delete cascade,
  -- SHA-256 of what the cookie holds.
  token text not null constraint auth_sessions_token_key unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_sessions_user_idx on auth_sessions (user_id);
create index auth_sessions_expires_at_idx on auth_sessions (expires_at);
-- Passwords and other providers; the library asks for the table, we have no row in it.
create table auth_accounts (
  id uuid not null default gen_random_uuid() constraint auth_accounts_pkey primary key,
  user_id uuid not null constraint auth_accounts_user_fkey references auth_users on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_accounts_user_idx on auth_accounts (user_id);
create table auth_verifications (
  id uuid not null default gen_random_uuid() constraint auth_verifications_pkey primary key,
  identifier text not null,
  -- Keyed hash of the code, then the count of wrong attempts.
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index auth_verifications_identifier_idx on auth_verifications (identifier);
create index auth_verifications_expires_at_idx on auth_verifications (expires_at);

-- Whose sign-in it is: one row a proven contact, so a person who proved three has three.
create table sign_in_identities (
  auth_user_id uuid constraint sign_in_identities_pkey primary key
    constraint sign_in_identities_user_fkey references auth_users on delete cascade,
  purchaser_id uuid,
  staff_id uuid constraint sign_in_identities_staff_fkey references staff,
  constraint sign_in_identities_one_check check (num_nonnulls(purchaser_id, staff_id) = 1)
);
create index sign_in_identities_purchaser_idx on sign_in_identities (purchaser_id);
create index sign_in_identities_staff_idx on sign_in_identities (staff_id);

-- Counts of code requests and wrong guesses, by keyed hash of what is limited.
create table sign_in_limits (
  key bytea constraint sign_in_limits_pkey primary key,
  started_at timestamptz not null,
  count integer not null
);
create index sign_in_limits_started_at_idx on sign_in_limits (started_at);

-- Takes a SHARE lock on purchaser_contacts: writes to it wait until the index is built.
create index purchaser_contacts_hash_idx on purchaser_contacts (bucket, purchaser_id, hash);
