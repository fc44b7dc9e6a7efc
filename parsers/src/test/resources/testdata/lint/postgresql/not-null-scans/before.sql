CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
ALTER TABLE orders ADD CONSTRAINT filled CHECK (customer_id IS NOT NULL) NOT VALID;
ALTER TABLE orders VALIDATE CONSTRAINT filled;
