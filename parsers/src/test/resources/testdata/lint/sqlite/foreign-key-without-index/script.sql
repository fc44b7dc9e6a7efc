CREATE TABLE invoice (id INTEGER PRIMARY KEY, orders INTEGER REFERENCES orders (id));
ALTER TABLE orders ADD COLUMN seller INTEGER REFERENCES customer (id);
CREATE TABLE indexed (id INTEGER PRIMARY KEY, orders INTEGER REFERENCES orders (id));
CREATE INDEX indexed_orders ON indexed (orders);
