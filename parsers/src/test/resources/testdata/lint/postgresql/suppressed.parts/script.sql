ALTER TABLE a
  -- lockstep:ignore drop-column: the old version is gone
  DROP COLUMN b,
  DROP COLUMN c;
-- lockstep:ignore drop-column: all of them
ALTER TABLE a
  DROP COLUMN d,
  DROP COLUMN e;
ALTER TABLE a
  DROP COLUMN f,
  DROP COLUMN g; -- lockstep:ignore drop-column: this one
DO $$
BEGIN
  -- lockstep:ignore drop-table: archived
  DROP TABLE h;
  DROP TABLE i;
END $$;
-- lockstep:ignore drop-table: all of the block
DO $body$
BEGIN
  DROP TABLE j;
  /* lockstep:ignore drop-column: needed no more */
  ALTER TABLE k DROP COLUMN l;
END $body$;
-- lockstep:ignore drop-column: there is none
DROP TABLE m;
-- lockstep:ignore naming: not asked here
SELECT 1;
CREATE TABLE n (
  id bigint PRIMARY KEY,
  code json -- lockstep:ignore json-column: written as it came
);
