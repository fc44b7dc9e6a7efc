CREATE TABLE invoice (id INTEGER PRIMARY KEY, orders INTEGER REFERENCES orders (id));
ALTER TABLE orders ADD COLUMN seller INTEGER REFERENCES customer (id);
CREATE TABLE indexed (id INTEGER PRIMARY KEY, orders INTEGER REFERENCES orders (id));
CREATE INDEX indexed_orders ON indexed (orders);
CREATE TABLE orders_new (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer (id));
INSERT INTO orders_new SELECT id, customer FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
CREATE INDEX orders_customer ON orders (customer);
