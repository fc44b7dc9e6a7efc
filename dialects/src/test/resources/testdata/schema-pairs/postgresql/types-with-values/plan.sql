DROP VIEW public.v;
DROP FUNCTION public.how(m public.mood);
ALTER TABLE public.t ALTER COLUMN m DROP DEFAULT;
ALTER DOMAIN public.code DROP CONSTRAINT upper_case;
ALTER TYPE public.mood RENAME TO mood__old;
CREATE TYPE public.mood AS ENUM ('happy', 'ok', 'sad', 'great');
COMMENT ON TYPE public.mood IS 'how it is';
ALTER TABLE public.t ALTER COLUMN m TYPE public.mood USING m::text::public.mood;
ALTER TABLE public.t ALTER COLUMN ms TYPE public.mood[] USING ms::text[]::public.mood[];
DROP TYPE public.mood__old;
ALTER DOMAIN public.code RENAME TO code__old;
CREATE DOMAIN public.code AS text;
ALTER DOMAIN public.code ADD CONSTRAINT code_check CHECK ((VALUE <> ''::text));
ALTER DOMAIN public.code ADD CONSTRAINT short CHECK ((length(VALUE) < 9));
ALTER TABLE public.t ALTER COLUMN c TYPE public.code USING c::text::public.code;
DROP DOMAIN public.code__old;
ALTER TYPE public.pair RENAME TO pair__old;
CREATE TYPE public.pair AS (b integer, a bigint);
CREATE FUNCTION public.pair__moved(was public.pair__old) RETURNS public.pair LANGUAGE plpgsql STRICT AS $$
DECLARE becomes public.pair;
BEGIN
  becomes.a := was.a;
  becomes.b := was.b;
  RETURN becomes;
END $$;
ALTER TABLE public.t ALTER COLUMN p TYPE public.pair USING public.pair__moved(p);
DROP FUNCTION public.pair__moved(public.pair__old);
DROP TYPE public.pair__old;
ALTER TABLE public.t ALTER COLUMN s TYPE text USING s::text;
DROP TYPE public.span;
CREATE TYPE public.span AS RANGE (SUBTYPE = bigint, MULTIRANGE_TYPE_NAME = public.span_multirange);
ALTER TABLE public.t ALTER COLUMN s TYPE public.span USING s::public.span;
ALTER TABLE public.t ALTER COLUMN m SET DEFAULT 'great'::public.mood;
CREATE OR REPLACE FUNCTION public.how(m public.mood)
 RETURNS text
 LANGUAGE sql
AS $function$ SELECT m::text $function$;
CREATE VIEW public.v AS
 SELECT m,
    c,
    public.how(m) AS said
   FROM public.t;
