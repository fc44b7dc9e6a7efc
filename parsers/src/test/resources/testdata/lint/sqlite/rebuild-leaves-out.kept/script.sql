CREATE TABLE customer_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE, state TEXT NOT NULL DEFAULT 'old',
  boss INTEGER, CHECK (length(state) > 0), FOREIGN KEY (boss) REFERENCES customer (id)
);
INSERT INTO customer_new SELECT id, name, state, boss FROM customer;
DROP TABLE customer;
ALTER TABLE customer_new RENAME TO customer;
CREATE UNIQUE INDEX customer_name ON customer (name);
