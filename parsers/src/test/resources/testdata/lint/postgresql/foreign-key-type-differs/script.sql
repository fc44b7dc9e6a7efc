CREATE TABLE lines (id bigint PRIMARY KEY, "order" int REFERENCES orders, customer bigint REFERENCES customers (id), number int REFERENCES numbered);
ALTER TABLE orders ADD COLUMN payer text REFERENCES customers;
ALTER TABLE orders ADD FOREIGN KEY (a) REFERENCES customers;
ALTER TABLE orders ADD FOREIGN KEY (a) REFERENCES unknown;
