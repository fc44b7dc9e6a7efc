DROP VIEW public.v;
ALTER TABLE public.t ALTER COLUMN x DROP DEFAULT;
ALTER TYPE public.ad RENAME TO ad__old;
CREATE TYPE public.ad AS (b text, m integer, n numeric(8,2), a text);
CREATE FUNCTION public.ad__moved(was public.ad__old) RETURNS public.ad LANGUAGE plpgsql STRICT AS $$
DECLARE becomes public.ad;
BEGIN
  becomes.a := was.a;
  becomes.b := was.b;
  becomes.n := was.n;
  RETURN becomes;
END $$;
CREATE FUNCTION public.ad__moved(was public.ad__old[]) RETURNS public.ad[] LANGUAGE plpgsql STRICT AS $$
DECLARE becomes public.ad[] := '{}';
BEGIN
  IF pg_catalog.array_ndims(was) > 1 THEN
    RAISE EXCEPTION 'arrays of more than one dimension must be moved by hand';
  END IF;
  FOR place IN coalesce(pg_catalog.array_lower(was, 1), 1)
      ..coalesce(pg_catalog.array_upper(was, 1), 0) LOOP
    becomes[place] := public.ad__moved(was[place]);
  END LOOP;
  RETURN becomes;
END $$;
ALTER TABLE public.t ALTER COLUMN x TYPE public.ad USING public.ad__moved(x);
ALTER TABLE public.t ALTER COLUMN y TYPE public.ad[] USING public.ad__moved(y);
DROP FUNCTION public.ad__moved(public.ad__old[]);
DROP FUNCTION public.ad__moved(public.ad__old);
DROP TYPE public.ad__old;
-- loses the values of attribute c of composite public.less
ALTER TYPE public.less DROP ATTRIBUTE c;
ALTER TYPE public.wide RENAME TO wide__old;
CREATE TYPE public.wide AS (a text, b character varying(20));
CREATE FUNCTION public.wide__moved(was public.wide__old) RETURNS public.wide LANGUAGE plpgsql STRICT AS $$
DECLARE becomes public.wide;
BEGIN
  becomes.a := was.a;
  becomes.b := was.b;
  RETURN becomes;
END $$;
ALTER TABLE public.t ALTER COLUMN w TYPE public.wide USING public.wide__moved(w);
DROP FUNCTION public.wide__moved(public.wide__old);
DROP TYPE public.wide__old;
ALTER TABLE public.t ALTER COLUMN x SET DEFAULT ROW('q'::text, NULL::integer, NULL::numeric(8,2), NULL::text)::public.ad;
CREATE VIEW public.v AS
 SELECT (x).b AS b,
    (w).b AS wb
   FROM public.t;
