CREATE INDEX ON a (b, c, d);
CREATE TABLE t (a int, b int, c int, PRIMARY KEY (a, b, c), UNIQUE (a, b));
