CREATE TABLE c (a varchar(10), n int, t text, d date, j jsonb, b boolean, s smallint, c char(3), ts timestamptz, ar int[]);
