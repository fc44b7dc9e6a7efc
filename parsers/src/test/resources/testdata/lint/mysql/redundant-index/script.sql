CREATE TABLE a (
  id int, b int, c int, d varchar(99),
  PRIMARY KEY (id), UNIQUE KEY one (b, c), KEY by_b (b), KEY by_c (c), KEY again (c), KEY by_id (id, b),
  KEY short (d(10)), KEY whole (d), UNIQUE KEY only_b (b));
ALTER TABLE orders ADD INDEX twice (customer), ADD INDEX longer (customer, v);
CREATE INDEX by_note ON orders (note);
CREATE INDEX by_note_again ON orders (note);
