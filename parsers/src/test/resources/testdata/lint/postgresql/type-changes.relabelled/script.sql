ALTER TABLE users ALTER COLUMN made TYPE timestamptz(6);
ALTER TABLE users ALTER COLUMN seen TYPE timestamptz(3);
ALTER TABLE users ALTER COLUMN at TYPE timestamptz(6);
ALTER TABLE users ALTER COLUMN id TYPE oid;
ALTER TABLE users ALTER COLUMN name TYPE varchar USING name::varchar;
ALTER TABLE users ALTER COLUMN name TYPE varchar(5) USING name::varchar(5);
ALTER TABLE users ALTER COLUMN name TYPE text USING upper(name)::text;
