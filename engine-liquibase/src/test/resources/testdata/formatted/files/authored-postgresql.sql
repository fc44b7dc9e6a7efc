--liquibase formatted sql
--changeset eve:1
CREATE TABLE t (id int PRIMARY KEY);
--rollback DROP TABLE t;

--changeset eve:2 rollbackSplitStatements:true splitStatements:true stripComments:false
CREATE TYPE public.mood AS ENUM ('sad');
--rollback DROP TYPE public.mood;

--changeset eve:3 rollbackEndDelimiter:/ endDelimiter:/ stripComments:false
ALTER TABLE public.t ADD COLUMN "Wei;rd" public.mood DEFAULT 'sad'::public.mood
/
ALTER TABLE public.t ADD COLUMN k1 text DEFAULT 'a;b'::text
/
ALTER TABLE public.t ADD COLUMN k2 integer
/
--rollback ALTER TABLE public.t DROP COLUMN "Wei;rd"
--rollback /
--rollback ALTER TABLE public.t DROP COLUMN k1
--rollback /
--rollback ALTER TABLE public.t DROP COLUMN k2
--rollback /

--changeset eve:4 rollbackSplitStatements:true splitStatements:false stripComments:false
CREATE OR REPLACE FUNCTION public.f()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ BEGIN IF true THEN NEW.k2 := 1; END IF; RETURN NEW; END $function$;
--rollback DROP FUNCTION public.f();

--changeset eve:5 rollbackSplitStatements:true splitStatements:true stripComments:false
CREATE TRIGGER tr BEFORE INSERT ON public.t FOR EACH ROW EXECUTE FUNCTION public.f();
--rollback DROP TRIGGER tr ON public.t;
