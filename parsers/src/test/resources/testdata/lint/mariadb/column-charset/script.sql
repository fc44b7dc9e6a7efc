CREATE TABLE a (id int PRIMARY KEY, b varchar(10) CHARACTER SET latin1, c varchar(10) COLLATE utf8mb4_bin, d varchar(10));
