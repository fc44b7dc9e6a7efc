DROP POLICY p ON public.t;
DROP TRIGGER tg ON public.t;
DROP STATISTICS public.st;
DROP INDEX public.part;
ALTER TABLE public.t DROP CONSTRAINT apart;
ALTER TABLE public.t DROP CONSTRAINT t_k_check;
ALTER TABLE public.t DROP CONSTRAINT t_l_check;
ALTER TABLE public.t DROP CONSTRAINT t_l_fkey;
ALTER TABLE public.t DROP CONSTRAINT two;
ALTER TABLE public.t ALTER COLUMN k DROP DEFAULT;
ALTER TABLE public.t ALTER COLUMN l DROP DEFAULT;
DROP FUNCTION public.usual();
ALTER TABLE public.t DROP COLUMN g;
ALTER TYPE public.s RENAME TO s__old;
CREATE TYPE public.s AS ENUM ('c', 'a');
ALTER TABLE public.labels ALTER COLUMN l TYPE public.s USING l::text::public.s;
ALTER TABLE public.t ALTER COLUMN k TYPE public.s[] USING k::text[]::public.s[];
ALTER TABLE public.t ALTER COLUMN l TYPE public.s USING l::text::public.s;
ALTER TABLE public.t ALTER COLUMN m TYPE public.s USING m::text::public.s;
DROP TYPE public.s__old;
ALTER TABLE public.t ADD COLUMN g boolean GENERATED ALWAYS AS ((l = 'c'::public.s)) STORED;
ALTER TABLE public.t ALTER COLUMN k SET DEFAULT '{a,c}'::public.s[];
CREATE OR REPLACE FUNCTION public.usual()
 RETURNS public.s
 LANGUAGE sql
AS $function$ SELECT 'a'::s $function$;
ALTER TABLE public.t ALTER COLUMN l SET DEFAULT public.usual();
ALTER TABLE public.t ADD CONSTRAINT apart EXCLUDE USING gist (r WITH &&) WHERE ((l = 'a'::public.s));
ALTER TABLE public.t ADD CONSTRAINT t_k_check CHECK ((k && ARRAY['a'::public.s, 'c'::public.s]));
ALTER TABLE public.t ADD CONSTRAINT t_l_check CHECK ((l <> 'a'::public.s));
ALTER TABLE public.t ADD CONSTRAINT t_l_fkey FOREIGN KEY (l) REFERENCES public.labels(l);
ALTER TABLE public.t ADD CONSTRAINT two CHECK ((l = m));
CREATE INDEX part ON public.t USING btree (id) WHERE (l <> 'a'::public.s);
CREATE STATISTICS public.st ON id, (l = 'a'::public.s) FROM public.t;
CREATE TRIGGER tg AFTER UPDATE ON public.t FOR EACH ROW WHEN ((new.l = 'a'::public.s)) EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE POLICY p ON public.t TO PUBLIC USING ((l = ANY (ARRAY['a'::public.s, 'c'::public.s])));
