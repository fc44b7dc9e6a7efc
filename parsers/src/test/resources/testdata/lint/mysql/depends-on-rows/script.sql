ALTER TABLE orders ADD UNIQUE KEY one (customer, v);
CREATE UNIQUE INDEX one_note ON orders (note);
ALTER TABLE orders ADD UNIQUE (id, v);
ALTER TABLE orders ADD COLUMN number bigint NOT NULL AUTO_INCREMENT, ADD UNIQUE (number);
CREATE TABLE fresh (id int PRIMARY KEY, a int);
ALTER TABLE fresh ADD UNIQUE (a);
ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customers (id), ADD CHECK (v > 0);
SET foreign_key_checks = 0;
ALTER TABLE orders ADD FOREIGN KEY (v) REFERENCES customers (id);
