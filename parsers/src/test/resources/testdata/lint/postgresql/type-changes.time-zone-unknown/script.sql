ALTER TABLE events ALTER COLUMN a TYPE timestamptz;
ALTER TABLE events ALTER COLUMN b TYPE timestamp;
