CREATE TABLE t (a integer, b varchar(10), c text);
CREATE VIEW one AS SELECT a, b FROM t;
CREATE VIEW two AS SELECT * FROM t;
CREATE VIEW three (x, y) AS SELECT a, b FROM t;
CREATE VIEW four AS SELECT t.*, a + 1 AS more FROM t;
