CREATE TABLE customer_new (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO customer_new SELECT id, name FROM customer;
DROP TABLE customer;
ALTER TABLE customer_new RENAME TO customer;
CREATE TRIGGER kept AFTER UPDATE ON customer BEGIN SELECT 1; END;
