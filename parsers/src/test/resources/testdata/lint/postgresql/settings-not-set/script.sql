SELECT 1;
SET lock_timeout = '2s';
ALTER TABLE t ADD COLUMN a int;
ALTER TABLE t ADD COLUMN b int;
