CREATE TABLE orders (id serial, a int, b int DEFAULT 1);
