CREATE INDEX ON orders (a);
CREATE INDEX ON elsewhere (a);
