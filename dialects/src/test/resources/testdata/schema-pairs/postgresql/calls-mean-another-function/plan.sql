DROP POLICY iso ON public.docs;
DROP VIEW public.v;
ALTER TABLE public.docs ALTER COLUMN tenant DROP DEFAULT;
DROP FUNCTION public.cur();
CREATE OR REPLACE FUNCTION public.cur(s boolean DEFAULT true)
 RETURNS integer
 LANGUAGE sql
AS $function$select 1$function$;
ALTER TABLE public.docs ALTER COLUMN tenant SET DEFAULT public.cur();
CREATE VIEW public.v AS
 SELECT public.cur() AS c,
    1 AS d;
CREATE POLICY iso ON public.docs TO PUBLIC USING ((tenant = public.cur(false))) WITH CHECK ((tenant = public.cur()));
