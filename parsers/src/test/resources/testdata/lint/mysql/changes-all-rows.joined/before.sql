CREATE TABLE orders (id int PRIMARY KEY, x int);
CREATE TABLE gone (id int PRIMARY KEY, x int);
