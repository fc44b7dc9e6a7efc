CREATE TABLE orders (id bigint PRIMARY KEY, customer bigint);
ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers;
ALTER TABLE orders ADD COLUMN payer bigint REFERENCES customers;
ALTER TABLE orders ADD CONSTRAINT itself FOREIGN KEY (id) REFERENCES orders;
