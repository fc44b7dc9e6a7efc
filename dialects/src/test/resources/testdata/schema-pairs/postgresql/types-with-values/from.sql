CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN code AS varchar(5) CHECK (VALUE <> '') CONSTRAINT upper_case CHECK (upper(VALUE) = VALUE);
CREATE TYPE pair AS (a int, b int);
CREATE TYPE span AS RANGE (SUBTYPE = int);
CREATE FUNCTION how(m mood) RETURNS text LANGUAGE sql AS $$ SELECT m::text $$;
CREATE TABLE t (id int PRIMARY KEY, m mood DEFAULT 'ok', c code, p pair, s span, ms mood[]);
CREATE VIEW v AS SELECT m, c, how(m) AS said FROM t;
COMMENT ON TYPE mood IS 'how it is';
INSERT INTO t VALUES (1, 'happy', 'A', (1, 2), '[1,5)', '{sad,ok}');
