DROP VIEW public.v;
DROP INDEX public.i;
ALTER TABLE public.t DROP COLUMN b;
ALTER TABLE public.alone ALTER COLUMN y TYPE character varying(40);
ALTER TABLE public.t ALTER COLUMN a TYPE bigint USING a::bigint;
ALTER TABLE public.t ADD COLUMN b bigint GENERATED ALWAYS AS ((a + 1)) STORED;
CREATE INDEX i ON public.t USING btree (b);
CREATE VIEW public.v AS
 SELECT b
   FROM public.t;
