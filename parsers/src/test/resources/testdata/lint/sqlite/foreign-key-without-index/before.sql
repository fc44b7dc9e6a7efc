CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE, note TEXT, age INT CHECK (age > 0), a INT, b INT, UNIQUE (a, b));
CREATE INDEX customer_name ON customer (lower(name)) WHERE note IS NOT NULL;
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer (id) ON DELETE CASCADE, total NUMERIC);
CREATE INDEX orders_customer ON orders (customer);
