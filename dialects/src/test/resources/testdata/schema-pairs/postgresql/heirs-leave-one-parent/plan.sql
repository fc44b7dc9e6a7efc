ALTER TABLE public.first_stays NO INHERIT public.b;
ALTER TABLE public.middle_leaves NO INHERIT public.b;
ALTER TABLE public.second_stays NO INHERIT public.a;
-- loses the values of column public.first_stays.two
ALTER TABLE public.first_stays DROP COLUMN two;
-- loses the values of column public.middle_leaves.two
ALTER TABLE public.middle_leaves DROP COLUMN two;
-- loses the values of column public.second_stays.one
ALTER TABLE public.second_stays DROP COLUMN one;
