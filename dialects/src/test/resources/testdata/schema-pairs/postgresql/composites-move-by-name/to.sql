CREATE TYPE ad AS (b text, m int, n numeric(8,2), a text);
CREATE TYPE wide AS (a text, b varchar(20));
CREATE TYPE less AS (a text, b text);
CREATE TABLE t (id int PRIMARY KEY, x ad DEFAULT ROW('q', NULL, NULL, NULL)::ad, y ad[], w wide, l less, ls less[]);
CREATE VIEW v AS SELECT (x).b, (w).b AS wb FROM t;
