CREATE TABLE t (a int, b bigint, c smallint, d serial, e numeric, f int[]);
ALTER TABLE t ALTER b TYPE int4;
