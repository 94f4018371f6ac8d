-- Tokens that were used, until they could not be used any more in any case. No lock.
create table used_member_tokens (
  bucket integer not null constraint used_member_tokens_bucket_check check (bucket between 0 and 1023),
  hash bytea not null,
  used_at timestamptz not null,
  constraint used_member_tokens_pkey primary key (bucket, hash)
);
create index used_member_tokens_used_at_idx on used_member_tokens (used_at);
