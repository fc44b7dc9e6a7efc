CREATE SCHEMA other;
CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE TABLE customers (id int PRIMARY KEY, grade positive, name varchar(40) UNIQUE);
CREATE TABLE orders (
  id int PRIMARY KEY, customer varchar(40) REFERENCES customers (name), total int NOT NULL, note varchar(40),
  price numeric(10, 2), at timestamp, code varchar(10), checked varchar(10) CHECK (checked <> 'x'), indexed varchar(10),
  proven int CONSTRAINT proven CHECK (proven IS NOT NULL));
CREATE INDEX orders_code ON orders (lower(code));
CREATE INDEX orders_indexed ON orders (indexed);
CREATE UNIQUE INDEX orders_unique ON orders (total);
CREATE TABLE lines (order_id int REFERENCES orders, line int);
CREATE TABLE heap (id int NOT NULL);
CREATE TABLE events (at int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (100);
CREATE TABLE events_default PARTITION OF events DEFAULT;
CREATE TABLE events_2 (at int NOT NULL);
CREATE TABLE events_checked (at int NOT NULL CHECK (at >= 300 AND at < 400));
CREATE TABLE detachable (at int NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE detachable_1 PARTITION OF detachable FOR VALUES FROM (0) TO (100);
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
INSERT INTO customers VALUES (1, 1, 'a');
INSERT INTO orders VALUES (1, 'a', 1, 'n', 1, now(), 'c', 'd', 'i', 1);
ALTER TABLE orders ADD CONSTRAINT later CHECK (total < 1000) NOT VALID;
INSERT INTO lines VALUES (1, 1);
ALTER TABLE lines ADD CONSTRAINT unchecked FOREIGN KEY (line) REFERENCES orders NOT VALID;
INSERT INTO heap VALUES (1);
INSERT INTO events VALUES (1), (1000);
INSERT INTO events_2 VALUES (150);
INSERT INTO events_checked VALUES (350);
INSERT INTO detachable VALUES (1);
CREATE MATERIALIZED VIEW totals AS SELECT id, proven FROM orders;
CREATE UNIQUE INDEX ON totals (id);
CREATE DOMAIN label AS varchar(20);
CREATE DOMAIN word AS varchar(20);
CREATE TABLE labels (id int, name label, plain varchar(20), word word, part varchar(20));
CREATE INDEX labels_part ON labels (part) WHERE id > 0;
INSERT INTO labels VALUES (1, 'a', 'a', 'a', 'a');
ALTER DOMAIN label ADD CONSTRAINT unchecked CHECK (VALUE <> '') NOT VALID;
