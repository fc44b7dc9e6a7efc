DROP VIEW public.v;
DROP INDEX public.i;
ALTER COLLATION public.co RENAME TO co__old;
ALTER DOMAIN public.d RENAME TO d__old;
CREATE COLLATION public.co (PROVIDER = icu, LOCALE = 'de-u-ks-level1', DETERMINISTIC = false);
CREATE DOMAIN public.d AS text COLLATE public.co;
ALTER TABLE public.t ALTER COLUMN a TYPE text COLLATE public.co USING a::text::text;
ALTER TABLE public.t ALTER COLUMN c TYPE public.d USING c::text::public.d;
DROP DOMAIN public.d__old;
DROP COLLATION public.co__old;
-- loses what column public.t.yes holds beyond boolean
ALTER TABLE public.t ALTER COLUMN yes TYPE boolean USING yes::boolean;
CREATE INDEX i ON public.t USING btree (b COLLATE public.co);
CREATE VIEW public.v AS
 SELECT (a < 'x'::text) AS before
   FROM public.t;
