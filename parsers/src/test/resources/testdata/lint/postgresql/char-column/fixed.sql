CREATE TABLE t (id bigint PRIMARY KEY, a text, b text, c text, d "char", e varchar(10), f text, g char(3)[]);
ALTER TABLE t ADD COLUMN h text NOT NULL DEFAULT '', ALTER COLUMN f TYPE text;
DO $$ BEGIN ALTER TABLE t ADD COLUMN i text; END $$;
