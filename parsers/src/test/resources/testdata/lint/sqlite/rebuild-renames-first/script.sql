ALTER TABLE customer RENAME TO customer_old;
CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO customer SELECT id, name FROM customer_old;
DROP TABLE customer_old;
ALTER TABLE orders RENAME TO purchase;
