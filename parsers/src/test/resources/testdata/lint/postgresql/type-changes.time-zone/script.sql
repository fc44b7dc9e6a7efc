SET timezone = 'UTC';
ALTER TABLE events ALTER COLUMN a TYPE timestamptz;
ALTER TABLE events ALTER COLUMN b TYPE timestamp;
ALTER TABLE events ALTER COLUMN c TYPE timestamptz(3);
ALTER TABLE events ALTER COLUMN d TYPE timestamptz USING d AT TIME ZONE 'UTC';
SET TIME ZONE 'Asia/Kolkata';
ALTER TABLE events ALTER COLUMN e TYPE timestamptz;
