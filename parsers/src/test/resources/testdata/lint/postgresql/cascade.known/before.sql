CREATE TABLE orders (id bigint PRIMARY KEY, total integer);
CREATE TABLE items (order_id bigint CONSTRAINT items_order REFERENCES orders);
CREATE VIEW totals AS SELECT id, total FROM orders;
CREATE VIEW more AS SELECT id FROM totals;
