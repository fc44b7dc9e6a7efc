CREATE TYPE s AS ENUM ('c', 'a');
CREATE DOMAIN d AS s DEFAULT 'a' CHECK (VALUE <> 'c');
CREATE TYPE comp AS (x s, y d[]);
CREATE DOMAIN n AS bigint CHECK (VALUE > 0);
CREATE DOMAIN n2 AS n NOT NULL CHECK (VALUE < 100);
CREATE FUNCTION f(a n, b n2[]) RETURNS n LANGUAGE sql IMMUTABLE AS 'select a';
CREATE TABLE t (id n PRIMARY KEY, x n2 DEFAULT 3, xs n2[], l d, k comp,
  g int GENERATED ALWAYS AS (x * 2) STORED, CHECK (x > 1));
CREATE INDEX i ON t (x) WHERE x > 7;
CREATE VIEW v AS SELECT f(id, ARRAY[x]) AS f, l, (k).y FROM t WHERE l::text = 'a';
CREATE POLICY p ON t USING (x > 2::n);

