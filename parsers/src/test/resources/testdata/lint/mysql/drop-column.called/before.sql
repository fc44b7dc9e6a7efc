CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int);
