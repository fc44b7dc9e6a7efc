CREATE TABLE orders (id int PRIMARY KEY, code text);
CREATE INDEX orders_code ON orders (code);
