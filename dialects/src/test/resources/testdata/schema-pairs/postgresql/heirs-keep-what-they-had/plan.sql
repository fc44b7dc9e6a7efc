ALTER TABLE public.both_of NO INHERIT public.two;
ALTER TABLE public.leaving NO INHERIT public.thing;
ALTER TABLE public.leaving DROP CONSTRAINT thing_positive;
ALTER TABLE public.leaving RENAME CONSTRAINT thing_id_not_null TO leaving_id_not_null;
