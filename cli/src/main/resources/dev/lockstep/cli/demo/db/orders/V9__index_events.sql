CREATE INDEX CONCURRENTLY order_events_by_order ON order_events (order_id);
