CREATE TABLE t (a timestamp, b timestamptz, c timestamp(3) without time zone, d timestamp with time zone, e date);
ALTER TABLE t ADD COLUMN f timestamp;
