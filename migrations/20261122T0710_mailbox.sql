-- Messages that were kept rather than sent: those of test organisations, and all on a development machine.
-- Recipient, subject and text are sealed. New table, no lock.
create table mailbox_messages (
  bucket integer not null,
  id uuid not null,
  channel text not null constraint mailbox_messages_channel_check check (channel in ('email', 'sms')),
  -- Keyed hash of the recipient; the bucket is its hash.
  recipient_hash bytea not null,
  sealed bytea not null,
  at timestamptz not null,
  constraint mailbox_messages_pkey primary key (bucket, id),
  constraint mailbox_messages_bucket_check check (bucket = bucket_of(id))
);
create index mailbox_messages_recipient_idx on mailbox_messages (bucket, recipient_hash, at desc);
create index mailbox_messages_at_idx on mailbox_messages (at desc);
