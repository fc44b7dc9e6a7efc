ALTER TABLE public.people ALTER COLUMN age DROP DEFAULT;
ALTER TABLE public.people ALTER COLUMN name SET STORAGE EXTENDED;
ALTER TABLE public.people ALTER COLUMN name DROP NOT NULL;
COMMENT ON COLUMN public.people.name IS NULL;
-- loses the rows of table public.goes
DROP TABLE public.goes;
CREATE TABLE public.comes OF public.person;
ALTER TABLE public.comes ADD CONSTRAINT aged NOT NULL age NO INHERIT;
COMMENT ON CONSTRAINT aged ON public.comes IS 'known';
ALTER TABLE public.comes ALTER COLUMN name SET NOT NULL;
ALTER TABLE public.people ALTER COLUMN age SET NOT NULL;
ALTER TABLE public.people ALTER COLUMN age SET STATISTICS 20;
COMMENT ON COLUMN public.people.age IS 'in years';
ALTER TABLE public.comes ALTER COLUMN age SET DEFAULT 2;
ALTER TABLE public.people ALTER COLUMN born SET DEFAULT '2000-01-01'::date;
ALTER TABLE public.comes ADD CONSTRAINT comes_pkey PRIMARY KEY (name);
