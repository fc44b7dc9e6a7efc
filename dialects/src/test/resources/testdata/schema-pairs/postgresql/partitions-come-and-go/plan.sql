ALTER TABLE public.old_home DETACH PARTITION public.mover;
ALTER TABLE public.sale DETACH PARTITION public.sale_eu;
ALTER TABLE public.sale DETACH PARTITION public.sale_us;
ALTER TABLE public.span DETACH PARTITION public.span_a;
ALTER TABLE public.span DETACH PARTITION public.span_b;
ALTER TABLE public.span DETACH PARTITION public.span_c;
DROP INDEX public.sale_eu_amount_idx;
DROP INDEX public.sale_us_amount_idx;
ALTER TABLE public.sale_eu DROP CONSTRAINT sale_amount_check;
ALTER TABLE public.sale_us DROP CONSTRAINT sale_amount_check;
ALTER TABLE public.sale_us DROP CONSTRAINT sale_us_pkey;
-- loses the values of column public.log_2024.surplus
ALTER TABLE public.log_2024 DROP COLUMN surplus;
ALTER TABLE public.log_2024 DROP COLUMN twice;
-- loses the values of column public.mover.old
ALTER TABLE public.mover DROP COLUMN old;
DROP TABLE public.old_home;
CREATE SCHEMA apart;
CREATE TABLE public.animal (
  zoo integer
);
CREATE TABLE public.deep (
  k integer NOT NULL,
  v text,
  w integer
) PARTITION BY RANGE (k);
CREATE TABLE public.span_d PARTITION OF public.span FOR VALUES FROM (30) TO (40);
CREATE TABLE public.zoo (
  id integer NOT NULL
) PARTITION BY RANGE (id);
CREATE TABLE public.zoo_1 PARTITION OF public.zoo FOR VALUES FROM (0) TO (10);
ALTER TABLE public.deep_1 ADD COLUMN w integer;
ALTER TABLE public.log ADD COLUMN extra integer DEFAULT 0 NOT NULL;
ALTER TABLE public.log_2024 ALTER COLUMN day SET NOT NULL;
ALTER TABLE public.log_2024 ADD COLUMN extra integer DEFAULT 0 NOT NULL;
ALTER TABLE public.log_2024 ALTER COLUMN id TYPE bigint USING id::bigint;
ALTER TABLE public.log_2024 ALTER COLUMN note TYPE character varying(40);
COMMENT ON COLUMN public.log_2024.note IS NULL;
ALTER TABLE public.mover ADD COLUMN fresh text DEFAULT 'f'::text;
ALTER TABLE public.sale_eu RENAME CONSTRAINT sale_id_not_null TO sale_eu_id_not_null;
ALTER TABLE public.sale_eu RENAME CONSTRAINT sale_region_not_null TO sale_eu_region_not_null;
ALTER TABLE public.sale_us ADD COLUMN fee integer;
ALTER TABLE public.sale_us ALTER COLUMN id TYPE bigint USING id::bigint;
ALTER TABLE public.sale_us RENAME CONSTRAINT sale_id_not_null TO sale_us_id_not_null;
ALTER TABLE public.sale_us ALTER COLUMN region DROP NOT NULL;
ALTER TABLE public.span ALTER COLUMN label TYPE character varying(20);
ALTER TABLE public.span_a ALTER COLUMN label TYPE character varying(20);
ALTER TABLE public.span_b ALTER COLUMN label TYPE character varying(20);
ALTER TABLE public.span_c ALTER COLUMN label TYPE character varying(20);
ALTER TABLE public.log_2024 ALTER COLUMN note SET DEFAULT 'own'::character varying;
ALTER TABLE public.sale_us ALTER COLUMN region SET DEFAULT 'us'::text;
CREATE OR REPLACE FUNCTION apart.first()
 RETURNS text
 LANGUAGE sql
AS $function$ SELECT 'a' $function$;
CREATE DOMAIN apart.letter AS text DEFAULT apart.first();
ALTER TABLE public.deep ADD CONSTRAINT deep_key UNIQUE (k);
ALTER TABLE public.log ADD CONSTRAINT log_pkey PRIMARY KEY (id, day);
ALTER TABLE public.log ADD CONSTRAINT log_positive CHECK ((id > 0));
ALTER TABLE public.log_2024 ADD CONSTRAINT log_2024_pkey PRIMARY KEY (id, day);
ALTER TABLE public.log_2024 ADD CONSTRAINT log_positive CHECK ((id > 0));
ALTER TABLE public.mover ADD CONSTRAINT new_home_kind_fkey FOREIGN KEY (kind) REFERENCES public.kind(id);
ALTER TABLE public.sale_eu ADD CONSTRAINT sale_eu_amount_check CHECK ((amount > (0)::numeric));
ALTER TABLE public.zoo ADD CONSTRAINT zoo_pkey PRIMARY KEY (id);
ALTER TABLE public.animal ADD CONSTRAINT animal_zoo_fkey FOREIGN KEY (zoo) REFERENCES public.zoo_1(id);
CREATE INDEX log_by_day ON public.log USING btree (day);
CREATE INDEX sale_us_by_fee ON public.sale_us USING btree (fee);
ALTER TABLE public.deep ATTACH PARTITION public.deep_1 FOR VALUES FROM (0) TO (100);
ALTER TABLE public.log ATTACH PARTITION public.log_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
ALTER TABLE public.new_home ATTACH PARTITION public.mover FOR VALUES FROM (0) TO (10);
ALTER TABLE public.span ATTACH PARTITION public.span_a FOR VALUES FROM (10) TO (20);
ALTER TABLE public.span ATTACH PARTITION public.span_b FOR VALUES FROM (0) TO (10);
ALTER TABLE public.span ATTACH PARTITION public.span_c FOR VALUES FROM (20) TO (30);
ALTER INDEX public.deep_1_key RENAME TO deep_1_k_key;
ALTER INDEX public.log_2024_by_day RENAME TO log_2024_day_idx;
