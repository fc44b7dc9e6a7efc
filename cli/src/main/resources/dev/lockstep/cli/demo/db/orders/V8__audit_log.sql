CREATE TABLE order_events (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id bigint NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    state    order_state NOT NULL,
    at       timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION record_order_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO order_events (order_id, state) VALUES (NEW.id, NEW.state);
    RETURN NEW;
END;
$$;

CREATE TRIGGER order_state_changed
    AFTER INSERT OR UPDATE OF state ON orders
    FOR EACH ROW EXECUTE FUNCTION record_order_event();
