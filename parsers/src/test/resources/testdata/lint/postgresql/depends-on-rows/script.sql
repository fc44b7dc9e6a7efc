CREATE UNIQUE INDEX CONCURRENTLY ON orders (note, (lower(code)));
ALTER TABLE orders ADD UNIQUE (a), ADD PRIMARY KEY (a), ADD FOREIGN KEY (a) REFERENCES customers, ADD CHECK (a > 0);
ALTER TABLE orders ADD CONSTRAINT positive CHECK (a > 0) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT positive;
ALTER TABLE orders ALTER note SET NOT NULL, ALTER state SET NOT NULL;
ALTER TABLE orders ALTER code TYPE varchar(5), ALTER note TYPE varchar(20), ALTER a TYPE bigint, ALTER a TYPE smallint, ALTER amount TYPE numeric(8,2);
ALTER TABLE orders ALTER note TYPE integer USING note::integer;
CREATE TABLE fresh (a int);
CREATE UNIQUE INDEX ON fresh (a);
