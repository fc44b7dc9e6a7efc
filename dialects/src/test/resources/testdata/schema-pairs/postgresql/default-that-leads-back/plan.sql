DROP SCHEMA unused;
CREATE TABLE public.counted (
  id integer,
  "position" bigint
);
CREATE OR REPLACE FUNCTION public.rows_so_far()
 RETURNS bigint
 LANGUAGE sql
BEGIN ATOMIC
 SELECT count(*) AS count
    FROM public.counted;
END;
ALTER TABLE public.counted ALTER COLUMN "position" SET DEFAULT public.rows_so_far();
