CREATE TABLE a (id int PRIMARY KEY, b float(7,2), c decimal(5,2) unsigned, d int(6) zerofill, e double, f int unsigned);
