ALTER TABLE public.events DETACH PARTITION public.events_2;
DROP INDEX public.events_2_kind_idx;
DROP INDEX public.goes;
-- loses the rows of table public.leaves
DROP TABLE public.leaves;
CREATE TABLE public.comes (
  at date CONSTRAINT at_comes NOT NULL,
  id integer NOT NULL,
  kind text DEFAULT 'x'::text
);
COMMENT ON COLUMN public.comes.kind IS 'comes';
ALTER INDEX public.lower_of_1 RENAME TO events_1_lower_idx;
ALTER INDEX public.key_of_1 RENAME TO other_key_of_1;
CREATE INDEX events_2_at_id_idx ON public.events_2 USING btree (at, id);
CREATE INDEX events_at ON public.events USING btree (at, id);
ALTER INDEX public.events_1_at_id_idx RENAME TO at_of_1;
ALTER TABLE public.events ATTACH PARTITION public.events_2 FOR VALUES IN ('2025-01-02', '2025-01-04');
ALTER TABLE public.comes ADD CONSTRAINT comes_key PRIMARY KEY (id, at);
CREATE INDEX comes_lower ON public.comes USING btree (lower(kind));
ALTER TABLE public.events ATTACH PARTITION public.comes FOR VALUES IN ('2025-01-03');
ALTER INDEX public.kind_of_2 RENAME TO events_2_at_kind_key;
ALTER INDEX public.events_2_lower_idx RENAME TO lower_of_2;
