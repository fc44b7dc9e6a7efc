CREATE COLLATION co (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE DOMAIN d AS text COLLATE co;
CREATE TABLE t (a text COLLATE co UNIQUE, b text, c d, yes int);
CREATE INDEX i ON t (b COLLATE co);
CREATE VIEW v AS SELECT a < 'x' AS before FROM t;
INSERT INTO t VALUES ('a', 'b', 'c', 1);
