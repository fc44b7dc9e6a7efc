UPDATE orders SET a = 1 WHERE id = 1;
ALTER TABLE orders ADD COLUMN b int;
UPDATE orders SET b = a;
CREATE INDEX ON customers (name);
INSERT INTO customers SELECT * FROM people;
INSERT INTO customers VALUES (1, 'x');
CREATE TABLE fresh (id int);
INSERT INTO fresh VALUES (1);
