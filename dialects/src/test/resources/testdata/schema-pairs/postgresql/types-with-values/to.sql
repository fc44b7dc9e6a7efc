CREATE TYPE mood AS ENUM ('happy', 'ok', 'sad', 'great');
CREATE DOMAIN code AS text CHECK (VALUE <> '') CONSTRAINT short CHECK (length(VALUE) < 9);
CREATE TYPE pair AS (b int, a bigint);
CREATE TYPE span AS RANGE (SUBTYPE = bigint);
CREATE FUNCTION how(m mood) RETURNS text LANGUAGE sql AS $$ SELECT m::text $$;
CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'great', c code, p pair, s span, ms mood[]);
CREATE VIEW v AS SELECT m, c, how(m) AS said FROM t;
COMMENT ON TYPE mood IS 'how it is';
