CREATE TABLE orders (id int, a int, b int, "C c" int, d int, e int, f int);
