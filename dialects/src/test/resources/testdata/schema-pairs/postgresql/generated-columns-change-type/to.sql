CREATE TABLE t (a bigint, b bigint GENERATED ALWAYS AS (a + 1) STORED);
CREATE TABLE alone (x text, y varchar(40) GENERATED ALWAYS AS (upper(x)) STORED);
CREATE VIEW v AS SELECT b FROM t;
CREATE INDEX i ON t (b);
