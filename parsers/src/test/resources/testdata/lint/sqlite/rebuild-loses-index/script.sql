CREATE TABLE orders_new (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer (id));
INSERT INTO orders_new SELECT id, customer FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
