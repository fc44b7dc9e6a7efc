-- Orders of region {n}: the table, what it refers to, and the ways in which it is searched.
CREATE TABLE orders_{n} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number varchar(40) NOT NULL,
    customer_id bigint NOT NULL,
    parent_id bigint REFERENCES orders_{p} (id) ON DELETE SET NULL,
    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'paid', 'sent', 'returned', 'closed')),
    total numeric(12, 2) NOT NULL DEFAULT 0,
    tax_rate numeric(5, 4) NOT NULL DEFAULT 0.19,
    note text,
    details jsonb NOT NULL DEFAULT '{}',
    tags text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_{n}_number_key UNIQUE (number),
    CONSTRAINT orders_{n}_total_check CHECK (total >= 0 AND tax_rate BETWEEN 0 AND 1)
);
COMMENT ON TABLE orders_{n} IS 'What customers of region {n} ordered';
COMMENT ON COLUMN orders_{n}.details IS 'What the shop sent, as it came';
CREATE INDEX orders_{n}_customer_id ON orders_{n} (customer_id, created_at DESC);
CREATE INDEX orders_{n}_parent_id ON orders_{n} (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX orders_{n}_tags ON orders_{n} USING gin (tags);
--;;
/* The states that the shop knew before release {n}; later ones come with their own migration. */
INSERT INTO order_states (code, label, position, is_final, description) VALUES
    ('new-{n}', 'New', 1, false, 'Came in, and nobody has looked at it yet; it can still be changed.'),
    ('paid-{n}', 'Paid', 2, false, 'The money has arrived, or the bank promised that it will.'),
    ('packed-{n}', 'Packed', 3, false, 'Stands in the warehouse and waits for the carrier.'),
    ('sent-{n}', 'Sent', 4, false, 'Left the house; it''s the carrier who knows where it is.'),
    ('returned-{n}', 'Returned', 5, true, 'Came back, for whatever reason; see the note.'),
    ('closed-{n}', 'Closed', 6, true, 'Nothing more will happen to it.')
ON CONFLICT (code) DO UPDATE SET label = excluded.label, position = excluded.position;
--;;
ALTER TABLE orders_{p} ADD COLUMN shipped_at timestamptz;
ALTER TABLE orders_{p} ADD COLUMN carrier varchar(60) DEFAULT 'post';
ALTER TABLE orders_{p} ADD CONSTRAINT orders_{p}_shipped CHECK (shipped_at IS NULL OR shipped_at >= created_at) NOT VALID;
ALTER TABLE orders_{p} VALIDATE CONSTRAINT orders_{p}_shipped;
ALTER TABLE orders_{p} ALTER COLUMN note SET DEFAULT '';
ALTER TABLE orders_{p} ALTER COLUMN number TYPE varchar(60);
--;;
CREATE OR REPLACE FUNCTION orders_{n}_touch() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
    known integer;
BEGIN
    -- Nobody may move an order back once it is closed.
    IF TG_OP = 'UPDATE' AND OLD.state = 'closed' AND NEW.state <> 'closed' THEN
        RAISE EXCEPTION 'order % is closed', OLD.number USING ERRCODE = 'check_violation';
    END IF;
    SELECT count(*) INTO known FROM order_states s WHERE s.code = NEW.state || '-{n}';
    IF known = 0 THEN
        INSERT INTO order_states (code, label, position) VALUES (NEW.state || '-{n}', initcap(NEW.state), 99);
    END IF;
    NEW.updated_at := now();
    RETURN NEW;
END
$body$;
CREATE TRIGGER orders_{n}_touch BEFORE INSERT OR UPDATE ON orders_{n} FOR EACH ROW EXECUTE FUNCTION orders_{n}_touch();
--;;
CREATE VIEW open_orders_{n} AS
SELECT o.id, o.number, o.customer_id, o.total, round(o.total * (1 + o.tax_rate), 2) AS gross,
       coalesce(o.note, '') AS note, extract(day FROM now() - o.created_at) AS days,
       CASE WHEN o.total > 1000 THEN 'large' WHEN o.total > 100 THEN 'usual' ELSE 'small' END AS size,
       row_number() OVER (PARTITION BY o.customer_id ORDER BY o.created_at DESC) AS place
FROM orders_{n} o
LEFT JOIN orders_{p} q ON q.id = o.parent_id AND q.state <> 'closed'
WHERE o.state NOT IN ('closed', 'returned')
  AND EXISTS (SELECT 1 FROM order_states s WHERE s.code = o.state || '-{n}' AND NOT s.is_final);
GRANT SELECT ON open_orders_{n} TO reporting;
--;;
UPDATE orders_{p} SET details = details || jsonb_build_object('source', 'import', 'release', '{n}'),
       updated_at = now()
WHERE details ->> 'source' IS NULL AND created_at < timestamptz '2024-01-01 00:00:00+00';
DELETE FROM order_states WHERE code LIKE '%-{p}' AND position > 90;
--;;
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT id, note FROM orders_{p} WHERE note ~ '^\s+' LOOP
        UPDATE orders_{p} SET note = btrim(one.note) WHERE id = one.id;
    END LOOP;
END
$$;
--;;
CREATE TYPE channel_{n} AS ENUM ('web', 'shop', 'phone', 'partner');
CREATE TABLE order_lines_{n} (
    order_id bigint NOT NULL REFERENCES orders_{n} (id) ON DELETE CASCADE,
    line integer NOT NULL,
    article text NOT NULL,
    amount integer NOT NULL DEFAULT 1,
    price numeric(12, 2) NOT NULL,
    channel channel_{n} NOT NULL DEFAULT 'web',
    PRIMARY KEY (order_id, line),
    CHECK (amount > 0)
);
CREATE INDEX order_lines_{n}_article ON order_lines_{n} (lower(article) text_pattern_ops);
DROP INDEX IF EXISTS orders_{p}_tags;
ALTER TABLE orders_{p} DROP COLUMN IF EXISTS carrier;
