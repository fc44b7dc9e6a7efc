CREATE INDEX ON orders (a, note, a);
CREATE INDEX ON orders (a) INCLUDE (a);
CREATE INDEX ON orders (a, a text_pattern_ops);
