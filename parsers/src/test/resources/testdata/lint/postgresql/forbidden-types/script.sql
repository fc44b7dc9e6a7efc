CREATE TABLE a (b money, c timetz, d time, e numeric);
