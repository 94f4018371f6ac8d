-- A return can say which line of the original comes back: of two lines of one code, one may have a cover.
-- ACCESS EXCLUSIVE lock for a moment; nothing is written anew.
alter table purchase_lines add column original_line integer constraint purchase_lines_original_line_check check (original_line > 0);
