ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM pg_monitor;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO pg_monitor;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT INSERT ON TABLES TO pg_monitor;
CREATE TYPE public.other_mood AS ENUM ('sad');
REVOKE USAGE ON TYPE public.other_mood FROM PUBLIC;
CREATE TABLE public.for_none (
  id integer
);
REVOKE INSERT ON TABLE public.for_none FROM pg_monitor;
CREATE TABLE public.for_some (
  id integer
);
GRANT INSERT ON TABLE public.for_some TO pg_monitor;
CREATE OR REPLACE FUNCTION public.for_all()
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
REVOKE EXECUTE ON FUNCTION public.for_all() FROM pg_monitor;
GRANT EXECUTE ON FUNCTION public.for_all() TO PUBLIC;
CREATE OR REPLACE FUNCTION public.for_nobody()
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
REVOKE EXECUTE ON FUNCTION public.for_nobody() FROM pg_monitor;
REVOKE EXECUTE ON FUNCTION public.for_nobody() FROM PUBLIC;
CREATE OR REPLACE FUNCTION public.for_some()
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;
REVOKE EXECUTE ON FUNCTION public.for_some() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.for_some() TO pg_monitor;
CREATE AGGREGATE public.for_all_too(integer) (
  SFUNC = pg_catalog.int4pl,
  STYPE = integer
);
GRANT EXECUTE ON FUNCTION public.for_all_too(integer) TO pg_monitor;
GRANT EXECUTE ON FUNCTION public.for_all_too(integer) TO PUBLIC;
