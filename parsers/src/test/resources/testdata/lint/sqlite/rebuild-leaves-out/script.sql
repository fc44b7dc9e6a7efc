CREATE TABLE customer_new (id INTEGER PRIMARY KEY, name TEXT, state TEXT, boss INTEGER);
INSERT INTO customer_new (id, name, state, boss) SELECT id, name, state, boss FROM customer;
DROP TABLE customer;
ALTER TABLE customer_new RENAME TO customer;
