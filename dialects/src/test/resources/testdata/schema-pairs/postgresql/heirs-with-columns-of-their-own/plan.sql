-- loses the values of column public.base.b
ALTER TABLE ONLY public.base DROP COLUMN b;
CREATE SEQUENCE public.below AS smallint START WITH 1 MINVALUE -20000;
ALTER TABLE public.joiner ALTER COLUMN name SET DEFAULT 'n'::text;
CREATE PUBLICATION without_heirs FOR TABLE ONLY public.base WITH (publish = 'insert, update, delete, truncate');
ALTER TABLE public.joiner INHERIT public.thing;
