CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint, note text);
CREATE INDEX orders_note ON orders (note);
