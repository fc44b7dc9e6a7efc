CREATE COLLATION co (provider = icu, locale = 'de-u-ks-level1', deterministic = false);
CREATE DOMAIN d AS text COLLATE co;
CREATE TABLE t (a text COLLATE co UNIQUE, b text, c d, yes boolean);
CREATE INDEX i ON t (b COLLATE co);
CREATE VIEW v AS SELECT a < 'x' AS before FROM t;
