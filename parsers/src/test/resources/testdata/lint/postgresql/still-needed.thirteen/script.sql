ALTER TABLE t ALTER COLUMN a TYPE bigint;
-- the computed column goes with it, up to 14
ALTER TABLE t DROP COLUMN a;
