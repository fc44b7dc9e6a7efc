CREATE TABLE lines (id bigint PRIMARY KEY, "order" bigint REFERENCES orders, parent bigint REFERENCES lines);
ALTER TABLE orders ADD COLUMN payer bigint REFERENCES customers;
ALTER TABLE orders DROP CONSTRAINT orders_customer;
ALTER TABLE orders DROP COLUMN payer;
CREATE TABLE fresh (id bigint PRIMARY KEY);
CREATE TABLE fresher (id bigint REFERENCES fresh);
DROP TABLE fresher;
