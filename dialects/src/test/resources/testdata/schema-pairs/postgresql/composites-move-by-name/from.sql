CREATE TYPE ad AS (a text, b text, n numeric(6,2));
CREATE TYPE wide AS (a text, b varchar(10));
CREATE TYPE less AS (a text, b text, c int);
CREATE TABLE t (id int PRIMARY KEY, x ad DEFAULT ROW('q', NULL, NULL)::ad, y ad[], w wide, l less, ls less[]);
CREATE VIEW v AS SELECT (x).b, (w).b AS wb FROM t;
INSERT INTO t VALUES (1, ('A', 'B', 1.25), ARRAY[('A', 'B', 2), NULL, ('C', 'D', 3)]::ad[], ('A', 'B'), ('A', 'B', 1), '{}'),
  (2, NULL, '{}', NULL, NULL, NULL), (3, (NULL, NULL, NULL), '[2:2]={"(A,B,4)"}', (NULL, NULL), NULL, NULL);
