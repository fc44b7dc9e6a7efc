DROP POLICY p ON public.t;
DROP VIEW public.v;
DROP INDEX public.i;
ALTER TABLE public.t DROP CONSTRAINT t_x_check;
DROP FUNCTION public.f(a public.n, b public.n2[]);
ALTER TABLE public.t ALTER COLUMN x DROP DEFAULT;
ALTER TABLE public.t DROP COLUMN g;
ALTER TYPE public.s RENAME TO s__old;
ALTER DOMAIN public.d RENAME TO d__old;
ALTER TYPE public.comp RENAME TO comp__old;
CREATE TYPE public.s AS ENUM ('c', 'a');
CREATE DOMAIN public.d AS public.s DEFAULT 'a'::public.s;
ALTER DOMAIN public.d ADD CONSTRAINT d_check CHECK ((VALUE <> 'c'::public.s));
CREATE TYPE public.comp AS (x public.s, y public.d[]);
ALTER TABLE public.t ALTER COLUMN l TYPE public.d USING l::text::public.d;
ALTER TABLE public.t ALTER COLUMN k TYPE public.comp USING k::text::public.comp;
DROP TYPE public.comp__old;
DROP DOMAIN public.d__old;
DROP TYPE public.s__old;
ALTER DOMAIN public.n RENAME TO n__old;
ALTER DOMAIN public.n2 RENAME TO n2__old;
CREATE DOMAIN public.n AS bigint;
ALTER DOMAIN public.n ADD CONSTRAINT n_check CHECK ((VALUE > 0));
CREATE DOMAIN public.n2 AS public.n NOT NULL;
ALTER DOMAIN public.n2 ADD CONSTRAINT n2_check CHECK (((VALUE)::bigint < 100));
ALTER TABLE public.t ALTER COLUMN id TYPE public.n USING id::text::public.n;
ALTER TABLE public.t ALTER COLUMN x TYPE public.n2 USING x::text::public.n2;
ALTER TABLE public.t ALTER COLUMN xs TYPE public.n2[] USING xs::text[]::public.n2[];
DROP DOMAIN public.n2__old;
DROP DOMAIN public.n__old;
ALTER TABLE public.t ADD COLUMN g integer GENERATED ALWAYS AS (((x)::bigint * 2)) STORED;
ALTER TABLE public.t ALTER COLUMN x SET DEFAULT 3;
CREATE OR REPLACE FUNCTION public.f(a public.n, b public.n2[])
 RETURNS public.n
 LANGUAGE sql
 IMMUTABLE
AS $function$select a$function$;
ALTER TABLE public.t ADD CONSTRAINT t_x_check CHECK (((x)::bigint > 1));
CREATE INDEX i ON public.t USING btree (x) WHERE ((x)::bigint > 7);
CREATE VIEW public.v AS
 SELECT public.f(id, ARRAY[x]) AS f,
    l,
    (k).y AS y
   FROM public.t
  WHERE ((l)::text = 'a'::text);
CREATE POLICY p ON public.t TO PUBLIC USING (((x)::bigint > ((2)::public.n)::bigint));
