CREATE TABLE t (a bigint, b bigint, c bigint, d bigserial, e numeric, f int[]);
ALTER TABLE t ALTER b TYPE bigint;
