CREATE TABLE c (a varchar(10), n int, t text, d date, b boolean, s smallint);
