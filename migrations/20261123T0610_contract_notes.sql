-- Why a contract was made void, in the words of the desk: people write names, so it is sealed under the purchaser's
-- key, or that of the process where nobody is known. One column is added; its lock stands below.

-- Takes an ACCESS EXCLUSIVE lock for an instant: a column without a default rewrites nothing.
alter table contracts add column note_sealed bytea;
