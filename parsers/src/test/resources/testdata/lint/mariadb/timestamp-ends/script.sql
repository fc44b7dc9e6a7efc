CREATE TABLE a (id int PRIMARY KEY, b timestamp NULL, c datetime);
