-- Holds every kind of object that Lockstep manages, with the oddities people have. A line that ends in
-- `-- since N` is for PostgreSQL N and later, one that ends in `-- before N` for earlier ones.
CREATE SCHEMA app;
CREATE SCHEMA "Odd ""Schema"" 🚀";
COMMENT ON SCHEMA app IS 'the application''s own';
CREATE EXTENSION citext WITH SCHEMA app;
CREATE EXTENSION pgcrypto WITH SCHEMA public;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'everything_reader') THEN
    CREATE ROLE everything_reader;
    CREATE ROLE "everything ""writer""";
  END IF;
END $$;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO everything_reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA app TO everything_reader, "everything ""writer""";

CREATE COLLATION app.german (PROVIDER = icu, LOCALE = 'de-DE');
CREATE COLLATION app.loose (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);

CREATE TYPE app.status AS ENUM ('new', 'paid', 'it''s gone');
COMMENT ON TYPE app.status IS 'where an order stands';
CREATE TYPE app.address AS (street text, "postal code" varchar(10), city text COLLATE app.german);
COMMENT ON COLUMN app.address."postal code" IS 'without country';
CREATE TYPE app.span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE DOMAIN app.email AS text COLLATE app.german DEFAULT 'nobody@example.org' NOT NULL
  CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
ALTER DOMAIN app.email ADD CONSTRAINT not_long CHECK (length(VALUE) < 200) NOT VALID;
COMMENT ON DOMAIN app.email IS 'an address';
GRANT USAGE ON TYPE app.status TO everything_reader;
REVOKE USAGE ON TYPE app.address FROM PUBLIC;

CREATE SEQUENCE app.numbers AS integer START WITH 100 INCREMENT BY 5 MAXVALUE 100000 CYCLE CACHE 10;
CREATE SEQUENCE app.downwards INCREMENT BY -1 MINVALUE -500 START WITH -1;
GRANT USAGE, SELECT ON SEQUENCE app.numbers TO everything_reader;

CREATE FUNCTION app.next_number() RETURNS bigint LANGUAGE sql AS 'SELECT nextval(''app.numbers'')';
CREATE FUNCTION app.touch() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  NEW.changed := now(); -- a $$ inside
  RETURN NEW;
END
$body$;
CREATE FUNCTION app.total(VARIADIC amounts numeric[], OUT total numeric) LANGUAGE sql IMMUTABLE STRICT
  PARALLEL SAFE COST 5 AS $$ SELECT sum(a) FROM unnest(amounts) a $$;
COMMENT ON FUNCTION app.total(numeric[]) IS 'adds up';
CREATE FUNCTION app.many(since date DEFAULT '2020-01-01', OUT id int, OUT name text) RETURNS SETOF record
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path TO app AS $$ SELECT 1, 'x' $$;
CREATE PROCEDURE app.clean(IN days integer, INOUT removed integer DEFAULT 0) LANGUAGE plpgsql AS $$
BEGIN removed := days; END $$;
GRANT EXECUTE ON PROCEDURE app.clean(integer, integer) TO everything_reader;
CREATE AGGREGATE app.longest(text) (SFUNC = textcat, STYPE = text, INITCOND = '', COMBINEFUNC = textcat);
COMMENT ON AGGREGATE app.longest(text) IS 'not the longest at all';
CREATE FUNCTION app.same(a app.address, b app.address) RETURNS boolean LANGUAGE sql IMMUTABLE
  AS 'SELECT (a).street = (b).street';
CREATE OPERATOR app.=== (LEFTARG = app.address, RIGHTARG = app.address, FUNCTION = app.same,
  RESTRICT = eqsel, JOIN = eqjoinsel);
CREATE FUNCTION app.to_status(int) RETURNS app.status LANGUAGE sql IMMUTABLE AS 'SELECT ''new''::app.status';
CREATE CAST (int AS app.status) WITH FUNCTION app.to_status(int) AS ASSIGNMENT;

CREATE TEXT SEARCH DICTIONARY app.plain (TEMPLATE = pg_catalog.simple, STOPWORDS = 'english');
CREATE TEXT SEARCH CONFIGURATION app.search (PARSER = pg_catalog."default");
ALTER TEXT SEARCH CONFIGURATION app.search ADD MAPPING FOR asciiword, word WITH app.plain, pg_catalog.simple;

CREATE TABLE app.customer (
  id bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000) PRIMARY KEY,
  number serial UNIQUE,
  name varchar(100) NOT NULL COLLATE app.german,
  email app.email,
  login app.citext UNIQUE DEFERRABLE INITIALLY DEFERRED,
  home app.address,
  status app.status DEFAULT 'new' NOT NULL,
  tags text[] DEFAULT '{}',
  amount numeric(12, 2) DEFAULT 0 CHECK (amount >= 0),
  doubled numeric GENERATED ALWAYS AS (amount * 2) STORED,
  notes text,
  changed timestamptz(3) DEFAULT now(),
  kind varchar(10) CHECK (kind IN ('a', 'b', 'c')),
  CONSTRAINT name_or_kind CHECK (name <> '' OR kind IS NOT NULL)
) WITH (fillfactor = 80, autovacuum_enabled = false);
ALTER TABLE app.customer ALTER COLUMN notes SET STORAGE EXTERNAL;
ALTER TABLE app.customer ALTER COLUMN notes SET COMPRESSION pglz; -- since 14
ALTER TABLE app.customer ALTER COLUMN name SET STATISTICS 500;
ALTER TABLE app.customer ALTER COLUMN amount SET (n_distinct = -0.5);
ALTER TABLE app.customer REPLICA IDENTITY FULL;
ALTER TABLE app.customer ADD CONSTRAINT long_notes CHECK (length(notes) < 100000) NOT VALID;
COMMENT ON TABLE app.customer IS E'customers\nof all kinds \\ with a backslash';
COMMENT ON COLUMN app.customer.name IS 'as they write it';
COMMENT ON CONSTRAINT name_or_kind ON app.customer IS 'one is enough';
GRANT INSERT, UPDATE ON app.customer TO "everything ""writer""" WITH GRANT OPTION;
GRANT SELECT (id, name), UPDATE (name) ON app.customer TO everything_reader;

CREATE TABLE app."Order Line" (
  "order" bigint NOT NULL,
  "select" integer NOT NULL DEFAULT app.next_number(),
  customer bigint CONSTRAINT of_customer REFERENCES app.customer (id) ON UPDATE CASCADE ON DELETE SET NULL
    DEFERRABLE,
  valid daterange,
  "weiß nicht 🚀" text,
  PRIMARY KEY ("order", "select") INCLUDE (customer),
  CONSTRAINT never_twice EXCLUDE USING gist (valid WITH &&) WHERE (customer IS NOT NULL)
);
ALTER TABLE app.customer ADD COLUMN favourite bigint, ADD COLUMN favourite_line integer;
ALTER TABLE app.customer ADD FOREIGN KEY (favourite, favourite_line)
  REFERENCES app."Order Line" ("order", "select") MATCH FULL NOT VALID;

CREATE UNLOGGED TABLE app.scratch (LIKE app.customer INCLUDING DEFAULTS);
CREATE TABLE app.parent (id int PRIMARY KEY, name text DEFAULT 'p' CHECK (name <> ''));
CREATE TABLE app.child (extra int) INHERITS (app.parent);
CREATE TABLE app.typed OF app.address;
CREATE TABLE app.events (id bigint, at timestamptz NOT NULL, body jsonb DEFAULT '{}'::jsonb, PRIMARY KEY (id, at))
  PARTITION BY RANGE (at);
CREATE TABLE app.events_2025 PARTITION OF app.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.events_2026 PARTITION OF app.events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
  PARTITION BY LIST (id);
CREATE TABLE app.events_2026_one PARTITION OF app.events_2026 FOR VALUES IN (1, 2, 3);
CREATE TABLE app.events_rest PARTITION OF app.events DEFAULT;
ALTER TABLE app.events_2025 ALTER body SET STORAGE EXTERNAL, ALTER body SET STATISTICS 7, ALTER id SET (n_distinct = 3);
COMMENT ON COLUMN app.events_2026_one.body IS 'of one';
GRANT SELECT (body) ON app.events_2026 TO everything_reader;
ALTER TABLE app.child ALTER name SET NOT NULL;
ALTER TABLE app.typed ALTER street SET NOT NULL, ALTER city SET DEFAULT 'Bonn';
CREATE TABLE app.nothing ();
CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD heap_too IS 'like the other';
CREATE TABLE app.in_heap_too (id int) USING heap_too;

CREATE INDEX customer_name ON app.customer USING btree (lower(name) COLLATE "C" text_pattern_ops DESC NULLS LAST)
  INCLUDE (amount) WITH (fillfactor = 70) WHERE status <> 'paid';
CREATE UNIQUE INDEX one_number ON app.customer (number) NULLS NOT DISTINCT; -- since 15
CREATE UNIQUE INDEX one_number ON app.customer (number); -- before 15
CREATE INDEX tags_inside ON app.customer USING gin (tags);
CREATE INDEX home_hash ON app.customer USING hash (notes);
CREATE INDEX events_at ON app.events USING brin (at) WITH (pages_per_range = 8);
CREATE INDEX events_body ON app.events ((body ->> 'x'));
COMMENT ON INDEX app.customer_name IS 'for the search';
ALTER INDEX app.events_body ALTER COLUMN 1 SET STATISTICS 99;
CREATE TABLE app.events_old (body jsonb DEFAULT '{}'::jsonb, at timestamptz NOT NULL, id bigint NOT NULL);
ALTER TABLE app.events_old ADD CONSTRAINT key_of_old PRIMARY KEY (id, at);
ALTER TABLE app.events ATTACH PARTITION app.events_old FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
ALTER TABLE app.customer CLUSTER ON one_number;
CREATE STATISTICS app.name_status (dependencies, ndistinct) ON name, status FROM app.customer;
COMMENT ON STATISTICS app.name_status IS 'they go together';
ALTER STATISTICS app.name_status SET STATISTICS 40; -- since 13

CREATE VIEW app.open_customers WITH (security_barrier = true) AS
  SELECT c.id, c.name, c.amount FROM app.customer c WHERE c.status = 'new' WITH LOCAL CHECK OPTION;
CREATE VIEW app.names AS SELECT upper(name) AS "Name=Big", id FROM app.open_customers;
COMMENT ON COLUMN app.names."Name=Big" IS 'in capitals';
COMMENT ON VIEW app.names IS 'of the open ones';
GRANT SELECT ON app.names TO everything_reader;
CREATE RECURSIVE VIEW app.counting (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM counting WHERE n < 10;
CREATE MATERIALIZED VIEW app.sums AS SELECT status, sum(amount) AS total FROM app.customer GROUP BY status;
CREATE UNIQUE INDEX sums_status ON app.sums (status);
COMMENT ON MATERIALIZED VIEW app.sums IS 'refreshed at night';

CREATE TRIGGER touched BEFORE UPDATE OF name, amount ON app.customer FOR EACH ROW
  WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION app.touch();
CREATE TRIGGER for_events AFTER INSERT ON app.events FOR EACH ROW EXECUTE FUNCTION app.touch();
ALTER TABLE app.events_2025 DISABLE TRIGGER for_events;
CREATE CONSTRAINT TRIGGER later AFTER INSERT ON app."Order Line" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  EXECUTE FUNCTION app.touch();
ALTER TABLE app.customer DISABLE TRIGGER touched;
COMMENT ON TRIGGER touched ON app.customer IS 'keeps the time';
CREATE RULE no_delete AS ON DELETE TO app.parent DO INSTEAD NOTHING;
CREATE RULE names_insert AS ON INSERT TO app.names DO INSTEAD
  INSERT INTO app.customer (name) VALUES (new."Name=Big");
ALTER TABLE app.customer ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.customer FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON app.customer AS RESTRICTIVE FOR UPDATE TO everything_reader, "everything ""writer"""
  USING (name = current_user) WITH CHECK (amount < 100);
CREATE POLICY all_see ON app.customer FOR SELECT USING (true);
COMMENT ON POLICY all_see ON app.customer IS 'no secrets';

CREATE TABLE "Odd ""Schema"" 🚀"."a.b" ("c.d" int, "E" text DEFAULT 'it''s; -- no comment');
CREATE TABLE "Odd ""Schema"" 🚀".U&"esc\001b[31m \\ red" (id int);
COMMENT ON TABLE "Odd ""Schema"" 🚀".U&"esc\001b[31m \\ red" IS E'a\u001b[31mb\r\n\\ \u00e9 ''';
CREATE VIEW "Odd ""Schema"" 🚀"."v" AS SELECT "c.d" FROM "Odd ""Schema"" 🚀"."a.b";

CREATE FOREIGN DATA WRAPPER elsewhere OPTIONS (debug 'true');
CREATE SERVER other_place TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER elsewhere OPTIONS (host 'h', port '1');
GRANT USAGE ON FOREIGN SERVER other_place TO everything_reader;
CREATE FOREIGN TABLE app.remote (id int NOT NULL, name text DEFAULT 'r') SERVER other_place OPTIONS (t 'x');
COMMENT ON SERVER other_place IS 'over there';

CREATE PUBLICATION some_tables FOR TABLE app.customer (id, name) WHERE (id > 5), TABLE app.parent WITH (publish = 'insert, update'); -- since 15
CREATE PUBLICATION some_tables FOR TABLE app.customer, app.parent WITH (publish = 'insert, update'); -- before 15
CREATE PUBLICATION whole_schema FOR TABLES IN SCHEMA app; -- since 15
CREATE FUNCTION app.ddl_seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION app.ddl_seen();
ALTER EVENT TRIGGER watch DISABLE;
