ALTER TABLE public.fk DROP CONSTRAINT changes;
ALTER TABLE public.fk DROP CONSTRAINT fk_id_fkey;
ALTER TABLE public.ev DETACH PARTITION public.ev1;
ALTER TABLE public.fk ADD COLUMN new integer;
ALTER TABLE public.ev ATTACH PARTITION public.ev1 FOR VALUES FROM (0) TO (200);
ALTER TABLE public.fk ADD CONSTRAINT changes FOREIGN KEY (again) REFERENCES public.ev(id) ON DELETE CASCADE;
ALTER TABLE public.fk ADD CONSTRAINT fk_id_fkey FOREIGN KEY (id) REFERENCES public.ev(id);
ALTER TABLE public.fk ADD CONSTRAINT fk_new_fkey FOREIGN KEY (new) REFERENCES public.ev(id);
