CREATE TABLE t (id bigint PRIMARY KEY, name text, price numeric(7,3) NOT NULL DEFAULT 0, added text);
CREATE VIEW a AS SELECT id, name, added FROM t;
CREATE VIEW b AS SELECT id, name FROM a;
CREATE MATERIALIZED VIEW c AS SELECT name, count(*) AS n FROM b GROUP BY name;
CREATE UNIQUE INDEX c_name ON c (name);
COMMENT ON VIEW b IS 'kept';
GRANT SELECT ON b TO pg_read_all_data;
CREATE FUNCTION shout(t) RETURNS text LANGUAGE sql AS $$ SELECT upper($1.name) $$;
