CREATE TABLE t (a int, b smallserial, c int2);
