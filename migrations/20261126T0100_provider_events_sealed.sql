-- What providers send us can name people, so it is sealed under the process's keys, and it goes once it is old.
-- A server of before cannot take messages until it is replaced: it answers 500, and providers send again.

-- SQL has no keys and nothing reads these bodies, so those of before go, handled or not: the question to the provider
-- is a job of its own, which needs none. Rows stay, so that what comes again is known. The conversion writes the table
-- anew, which leaves nothing of them in its pages. ACCESS EXCLUSIVE lock while it does.
alter table provider_events alter column body drop not null, alter column body type bytea using null::bytea;
-- ACCESS EXCLUSIVE lock for a moment.
alter table provider_events rename column body to body_sealed;

-- SHARE lock: writes of provider_events wait while the index is built. It holds only what is still to be emptied.
create index provider_events_done_idx on provider_events (done_at) where body_sealed is not null;
