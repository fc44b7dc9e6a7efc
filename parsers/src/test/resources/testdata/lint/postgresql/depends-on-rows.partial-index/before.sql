CREATE TABLE orders (id bigint PRIMARY KEY, code varchar(20), note varchar(20), plain varchar(20), state varchar(20), total int);
CREATE INDEX ON orders (code) WHERE total > 0;
CREATE INDEX ON orders (total) INCLUDE (note) WHERE total > 5;
CREATE INDEX ON orders (plain);
CREATE UNIQUE INDEX ON orders (id, state) WHERE total > 9;
INSERT INTO orders VALUES (1, 'a', 'a', 'a', 'a', 10);
