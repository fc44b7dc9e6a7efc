CREATE TABLE parents (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL, c int, KEY by_c (c), UNIQUE KEY pair (a, b));
