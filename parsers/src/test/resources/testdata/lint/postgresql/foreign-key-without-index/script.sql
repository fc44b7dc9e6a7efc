ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
ALTER TABLE orders ADD FOREIGN KEY (id) REFERENCES others (id) NOT VALID;
CREATE TABLE lines (order_id bigint REFERENCES orders, nr int, item bigint REFERENCES items, PRIMARY KEY (order_id, nr));
CREATE TABLE more (order_id bigint REFERENCES orders, PRIMARY KEY (order_id));
CREATE TABLE less (order_id bigint REFERENCES orders);
CREATE INDEX ON less (order_id, other);
ALTER TABLE orders ADD COLUMN p bigint REFERENCES parents;
