CREATE OR REPLACE VIEW order_overview AS
SELECT o.id, o.placed_at, o.state, c.email, order_total(o.id) AS total_cents
FROM orders o JOIN customers c ON c.id = o.customer_id;
