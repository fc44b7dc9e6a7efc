ALTER TABLE customers ADD COLUMN name varchar(20);
ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer) REFERENCES customers (id);
