CREATE TABLE IF NOT EXISTS shop.orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES shop.customers (id) ON DELETE CASCADE,
  total numeric(12, 2) DEFAULT 0 CHECK (total >= 0), -- in euros
  CONSTRAINT one_each UNIQUE (customer_id, id)
) WITH (fillfactor = 70) TABLESPACE fast;
