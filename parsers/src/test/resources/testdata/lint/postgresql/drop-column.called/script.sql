CREATE PROCEDURE once() LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE orders DROP COLUMN a;
END
$$;
CREATE FUNCTION again() RETURNS void LANGUAGE sql AS 'ALTER TABLE orders DROP COLUMN b';
CREATE FUNCTION deep() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM deeper();
END
$$;
CREATE FUNCTION deeper() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE orders DROP COLUMN c;
END
$$;
-- of this nobody knows when it runs
CREATE FUNCTION never() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  ALTER TABLE orders DROP COLUMN d;
END
$$;
-- the last one of a name is called
CREATE FUNCTION replaced() RETURNS void LANGUAGE sql AS 'ALTER TABLE orders DROP COLUMN e';
CREATE OR REPLACE FUNCTION replaced() RETURNS void LANGUAGE sql AS $$ ALTER TABLE orders DROP COLUMN f $$;
CALL once();
CALL once();
SELECT public.again();
DO $$
BEGIN
  PERFORM deep();
END
$$;
SELECT count(*) FROM replaced();
CREATE FUNCTION calls_itself() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM calls_itself();
END
$$;
SELECT calls_itself();
