CREATE TYPE s AS ENUM ('a', 'b', 'c');
CREATE FUNCTION usual() RETURNS s LANGUAGE sql AS $$ SELECT 'a'::s $$;
CREATE TABLE labels (l s PRIMARY KEY);
CREATE TABLE t (
  id int PRIMARY KEY, l s DEFAULT usual() REFERENCES labels CHECK (l <> 'a'), m s,
  k s[] DEFAULT '{a,c}' CHECK (k && ARRAY['a', 'c']::s[]),
  g boolean GENERATED ALWAYS AS (l = 'c') STORED, r int4range,
  CONSTRAINT two CHECK (l = m), CONSTRAINT apart EXCLUDE USING gist (r WITH &&) WHERE (l = 'a'));
CREATE INDEX part ON t (id) WHERE l <> 'c';
CREATE INDEX plain ON t (l);
CREATE STATISTICS st ON (l = 'a'), id FROM t;
CREATE TRIGGER tg AFTER UPDATE ON t FOR EACH ROW WHEN (NEW.l = 'a')
  EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE POLICY p ON t USING (l IN ('a', 'c'));
INSERT INTO labels VALUES ('a'), ('c');
INSERT INTO t (id, l, m, r) VALUES (1, 'c', 'c', '[1,2)');
