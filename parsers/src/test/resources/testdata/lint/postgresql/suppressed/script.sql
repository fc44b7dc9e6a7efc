-- lockstep:ignore drop-table until 2999-12-31: archived last month, see OPS-7

/* a word more */
DROP TABLE orders;
DROP TABLE customers; -- lockstep:ignore drop-table: never used
DROP TABLE items;
ALTER TABLE a
  -- lockstep:ignore drop-column, rename: the old version is gone
  DROP COLUMN b;
-- lockstep:ignore drop-table
DROP TABLE without_reason;
-- lockstep:ignore drop-tables: misspelled
DROP TABLE misspelled;
-- lockstep:ignore drop-table until 2020-02-30: no such day
DROP TABLE no_day;
-- lockstep:ignore drop-table until 2020-02-01: has ended
DROP TABLE has_ended;
SELECT '-- lockstep:ignore drop-table: within a string'; DROP TABLE behind_string;
/* lockstep:ignore all: in a comment of the other kind */ DROP TABLE block;
