ALTER TABLE public.measures DETACH PARTITION public.measures_1;
ALTER TABLE public.measures DETACH PARTITION public.measures_2;
ALTER TABLE public.heir ALTER COLUMN c DROP NOT NULL;
-- loses the rows of table public.goes
DROP TABLE public.goes;
CREATE TABLE public.comes (
  id integer CONSTRAINT is_there NOT NULL NO INHERIT,
  later integer
);
ALTER TABLE public.comes ADD CONSTRAINT later_there NOT NULL later NOT VALID;
COMMENT ON CONSTRAINT later_there ON public.comes IS 'not yet';
CREATE TABLE public.measures_3 PARTITION OF public.measures (CONSTRAINT day_3 NOT NULL day) FOR VALUES IN (3);
ALTER TABLE public.measures_3 ALTER COLUMN amount SET NOT NULL;
ALTER TABLE public.alone ALTER CONSTRAINT alone_a_not_null INHERIT;
ALTER TABLE public.alone ALTER CONSTRAINT alone_b_not_null NO INHERIT;
ALTER TABLE public.alone RENAME CONSTRAINT c_there TO c_renamed;
ALTER TABLE public.alone ALTER CONSTRAINT c_renamed NO INHERIT;
COMMENT ON CONSTRAINT c_renamed ON public.alone IS 'and told';
ALTER TABLE public.alone ADD CONSTRAINT d_alone NOT NULL d NO INHERIT;
ALTER TABLE public.later VALIDATE CONSTRAINT a_later;
COMMENT ON CONSTRAINT a_later ON public.later IS 'seen to';
ALTER TABLE public.later ALTER COLUMN b DROP NOT NULL;
ALTER TABLE public.later ADD CONSTRAINT b_later NOT NULL b NOT VALID;
ALTER TABLE public.later ADD NOT NULL c NOT VALID;
COMMENT ON CONSTRAINT d_is_there ON public.later IS NULL;
ALTER TABLE public.later VALIDATE CONSTRAINT later_e_not_null;
COMMENT ON CONSTRAINT later_f_not_null ON public.later IS 'always';
ALTER TABLE public.later ADD COLUMN g integer;
ALTER TABLE public.later ADD CONSTRAINT g_later NOT NULL g NO INHERIT NOT VALID;
ALTER TABLE public.measures_1 RENAME CONSTRAINT day_1 TO day_there;
ALTER TABLE public.measures_2 RENAME CONSTRAINT day_there TO day_2;
COMMENT ON CONSTRAINT heir_b_there ON public.heir IS 'of the heir';
COMMENT ON CONSTRAINT b_there ON public.plain IS 'of the heir as well';
ALTER TABLE public.plain ALTER COLUMN c SET NOT NULL;
ALTER TABLE public.measures ATTACH PARTITION public.measures_1 FOR VALUES IN (1);
ALTER TABLE public.measures ATTACH PARTITION public.measures_2 FOR VALUES IN (2);
