-- What one member of staff did, the newest first. Few rows beside those of keys, so the hot writes do not pay for it.
-- SHARE lock on audit_entries while it is built: writes wait.
create index audit_entries_staff_idx on audit_entries (organisation_id, actor_id, at desc) where actor_kind = 'staff';
