CREATE TABLE t (a INT, b INT, KEY ab (a, b));
CREATE VIEW gone AS SELECT x.a FROM t x, t y;
CREATE VIEW kept AS SELECT x.a FROM t x LEFT JOIN t y ON x.a = y.a, t z, t w WHERE x.b = 1;
