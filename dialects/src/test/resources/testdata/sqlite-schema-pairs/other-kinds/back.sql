-- loses the rows of table seen
DROP TABLE seen;
-- loses the rows of table words
DROP TABLE words;
CREATE TABLE gone (
  id INTEGER PRIMARY KEY
);
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TABLE "lockstep_new_odd "" name" (
  "a)b" TEXT,
  "select" INT
);
INSERT OR ABORT INTO "lockstep_new_odd "" name" (rowid, "a)b", "select") SELECT rowid, "a)b", "select" FROM "odd "" name";
DROP TABLE "odd "" name";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "lockstep_new_odd "" name" RENAME TO "odd "" name";
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
-- loses the values of column pairs.c
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TABLE lockstep_new_pairs (
  a TEXT,
  b INT,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
INSERT OR ABORT INTO lockstep_new_pairs (a, b) SELECT a, b FROM pairs;
DROP TABLE pairs;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_pairs RENAME TO pairs;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
CREATE VIRTUAL TABLE words USING fts5(title);
CREATE VIEW seen AS SELECT 1 AS one;
