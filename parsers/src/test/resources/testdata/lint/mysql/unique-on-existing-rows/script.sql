ALTER TABLE orders ADD UNIQUE KEY one (customer, v);
CREATE UNIQUE INDEX one_note ON orders (note);
ALTER TABLE orders ADD UNIQUE (id, v);
ALTER TABLE orders ADD COLUMN number bigint NOT NULL AUTO_INCREMENT, ADD UNIQUE (number);
CREATE TABLE fresh (id int PRIMARY KEY, a int);
ALTER TABLE fresh ADD UNIQUE (a);
