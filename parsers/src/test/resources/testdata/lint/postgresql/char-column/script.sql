CREATE TABLE t (id bigint PRIMARY KEY, a char(10), b character, c bpchar, d "char", e varchar(10), f text, g char(3)[]);
ALTER TABLE t ADD COLUMN h CHAR(2) NOT NULL DEFAULT '', ALTER COLUMN f TYPE character(5);
DO $$ BEGIN ALTER TABLE t ADD COLUMN i char(4); END $$;
