ALTER TABLE orders ADD CONSTRAINT same FOREIGN KEY (customer) REFERENCES customers (id);
ALTER TABLE orders ADD CONSTRAINT wider FOREIGN KEY (customer) REFERENCES customers (code);
ALTER TABLE orders ADD CONSTRAINT none FOREIGN KEY (customer) REFERENCES customers (number);
ALTER TABLE orders ADD CONSTRAINT unknown FOREIGN KEY (customer) REFERENCES elsewhere (number);
CREATE TABLE bills (id int PRIMARY KEY, customer bigint, FOREIGN KEY (customer) REFERENCES customers (id));
CREATE TABLE letters (id int PRIMARY KEY, customer int, FOREIGN KEY (customer) REFERENCES customers (id));
