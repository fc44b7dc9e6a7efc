CREATE TABLE a (b char(20), c char(21), d varchar(100));
