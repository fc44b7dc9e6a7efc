CREATE TABLE a (id int(11) PRIMARY KEY, b int(5), c tinyint(1), d int(6) unsigned zerofill, e bigint(20) unsigned, f bool);
