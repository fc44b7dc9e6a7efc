CREATE TABLE t (a int, b bigserial, c bigint);
