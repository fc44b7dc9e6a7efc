CREATE TABLE orders (id int PRIMARY KEY, a int) CHARACTER SET utf8mb4;
