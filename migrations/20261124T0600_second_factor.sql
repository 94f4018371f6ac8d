-- The second factor of staff, and which sessions it was given in. New tables, no lock.

create table staff_factors (
  staff_id uuid constraint staff_factors_pkey primary key constraint staff_factors_staff_fkey references staff,
  -- Sealed secret of the person's device; null until the first right code.
  secret_sealed bytea,
  -- A secret that was shown and of which no code was entered yet.
  pending_sealed bytea,
  -- The newest step of 30 seconds of which a code was taken: that one and older ones are spent.
  last_step bigint not null,
  enrolled_at timestamptz,
  constraint staff_factors_enrolled_check check ((secret_sealed is null) = (enrolled_at is null)),
  constraint staff_factors_some_check check (num_nonnulls(secret_sealed, pending_sealed) > 0)
);

create table staff_recovery_codes (
  staff_id uuid not null constraint staff_recovery_codes_staff_fkey references staff,
  -- Keyed hash; each code is good once.
  hash bytea not null,
  used_at timestamptz,
  constraint staff_recovery_codes_pkey primary key (staff_id, hash)
);

create table staff_session_factors (
  session_id uuid constraint staff_session_factors_pkey primary key
    constraint staff_session_factors_session_fkey references auth_sessions on delete cascade,
  given_at timestamptz not null
);
