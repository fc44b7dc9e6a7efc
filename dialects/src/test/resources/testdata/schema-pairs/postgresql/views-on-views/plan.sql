DROP MATERIALIZED VIEW public.c;
DROP VIEW public.b;
DROP VIEW public.a;
ALTER TABLE public.child DROP CONSTRAINT child_t_id_fkey;
ALTER TABLE public.other DROP CONSTRAINT other_child_id_fkey;
ALTER TABLE public.t DROP CONSTRAINT t_other_id_fkey;
-- loses the values of column public.t.gone
ALTER TABLE public.t DROP COLUMN gone;
-- loses the values of column public.t.other_id
ALTER TABLE public.t DROP COLUMN other_id;
-- loses the rows of table public.child
DROP TABLE public.child;
-- loses the rows of table public.other
DROP TABLE public.other;
ALTER TABLE public.t ADD COLUMN added text;
ALTER TABLE public.t ALTER COLUMN id TYPE bigint USING id::bigint;
ALTER TABLE public.t ALTER COLUMN name TYPE text USING name::text;
ALTER TABLE public.t ALTER COLUMN price TYPE numeric(7,3) USING price::numeric(7,3);
ALTER TABLE public.t ALTER COLUMN price SET NOT NULL;
ALTER TABLE public.t ALTER COLUMN price SET DEFAULT 0;
CREATE VIEW public.a AS
 SELECT id,
    name,
    added
   FROM public.t;
CREATE VIEW public.b AS
 SELECT id,
    name
   FROM public.a;
COMMENT ON VIEW public.b IS 'kept';
GRANT SELECT ON TABLE public.b TO pg_read_all_data;
CREATE MATERIALIZED VIEW public.c AS
 SELECT name,
    count(*) AS n
   FROM public.b
  GROUP BY name;
CREATE UNIQUE INDEX c_name ON public.c USING btree (name);
