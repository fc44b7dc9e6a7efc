CREATE TABLE events (id int, at int, kind int) PARTITION BY RANGE (at);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (0) TO (10);
CREATE INDEX events_kind ON events (kind);
CREATE TABLE kinds (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, kind int REFERENCES kinds, code text);
CREATE INDEX orders_code ON orders (code);
CREATE INDEX orders_kind ON orders (kind);
