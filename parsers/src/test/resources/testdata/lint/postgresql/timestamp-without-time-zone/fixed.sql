CREATE TABLE t (a timestamptz, b timestamptz, c timestamp(3) without time zone, d timestamp with time zone, e date);
ALTER TABLE t ADD COLUMN f timestamp;
