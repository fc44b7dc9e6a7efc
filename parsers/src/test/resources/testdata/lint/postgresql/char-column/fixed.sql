CREATE TABLE t (id bigint PRIMARY KEY, a varchar(10), b text, c text, d "char", e varchar(10), f text, g char(3)[]);
ALTER TABLE t ADD COLUMN h varchar(2) NOT NULL DEFAULT '', ALTER COLUMN f TYPE varchar(5);
DO $$ BEGIN ALTER TABLE t ADD COLUMN i varchar(4); END $$;
