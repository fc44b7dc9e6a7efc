CREATE TABLE t (a int);
CREATE TABLE holder (rows t[]);
