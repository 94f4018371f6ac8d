-- Erasure of people, and answers to Idempotency-Keys that only their caller can read.

-- Answers of before stand in clear text and are dropped: a call that is sent again within their 30 days is worked on
-- anew, and its business key answers. ACCESS EXCLUSIVE lock for a moment.
truncate idempotency_keys;
-- ACCESS EXCLUSIVE lock while the table is empty.
alter table idempotency_keys alter column answer type bytea using convert_to(answer, 'UTF8');

-- ACCESS EXCLUSIVE lock on purchasers for a moment; the check is validated by one scan.
alter table purchasers
  add column erased_at timestamptz,
  add constraint purchasers_erased_check check (erased_at is null or num_nonnulls(data_key, name_sealed, address_sealed,
    birth_date_sealed, language, email_proven_at, phone_proven_at) = 0);

-- A seller's customer number has no row among a person's contacts, so its key is found by whose it is.
-- SHARE lock: writes of contact_keys wait while the index is built.
create index contact_keys_purchaser_idx on contact_keys (purchaser_id);
-- From where a buyer acted, which is forgotten with them. Few rows: most are written by keys.
-- SHARE lock: writes of audit_entries wait while the index is built.
create index audit_entries_buyer_ip_idx on audit_entries (actor_id) where actor_kind = 'buyer' and ip is not null;
