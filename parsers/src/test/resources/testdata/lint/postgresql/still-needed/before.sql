CREATE TABLE orders (
  id bigint PRIMARY KEY,
  code text UNIQUE,
  total integer,
  vat integer GENERATED ALWAYS AS (total * 2) STORED,
  state text,
  note text,
  tag varchar(10)
);
CREATE TABLE items (
  id bigserial PRIMARY KEY,
  order_id bigint REFERENCES orders,
  code text,
  CONSTRAINT items_code FOREIGN KEY (code) REFERENCES orders (code)
);
CREATE VIEW totals AS SELECT id, sum(total) AS all_of_it FROM orders WHERE state <> 'draft' GROUP BY id;
CREATE VIEW twice AS SELECT o.id, t.all_of_it FROM orders o JOIN totals t ON t.id = o.id;
CREATE MATERIALIZED VIEW tags AS SELECT DISTINCT x.tag FROM (SELECT * FROM orders) x;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER touched BEFORE UPDATE OF state ON orders FOR EACH ROW WHEN (new.code IS NOT NULL) EXECUTE FUNCTION touch();
CREATE POLICY own ON items USING (code = current_user);
CREATE RULE kept AS ON DELETE TO items WHERE old.order_id > 0 DO INSTEAD NOTHING;
CREATE PUBLICATION news FOR TABLE items (id, code) WHERE (id > 0);
