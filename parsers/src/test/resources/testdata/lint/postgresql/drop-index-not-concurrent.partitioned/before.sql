CREATE TABLE orders (id bigint, placed date) PARTITION BY RANGE (placed);
CREATE INDEX orders_id ON orders (id);
CREATE TABLE customers (id bigint);
CREATE INDEX customers_id ON customers (id);
