CREATE TABLE t (a bigint);
CREATE TABLE holder (rows t[]);
