CREATE TABLE customer_new (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
INSERT OR IGNORE INTO customer_new SELECT id, name FROM customer;
DROP TABLE customer;
ALTER TABLE customer_new RENAME TO customer;
CREATE TABLE other_new (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
REPLACE INTO other_new SELECT id, name FROM other;
DROP TABLE other;
ALTER TABLE other_new RENAME TO other;
-- nothing goes here
INSERT OR IGNORE INTO customer SELECT id, name FROM other;
