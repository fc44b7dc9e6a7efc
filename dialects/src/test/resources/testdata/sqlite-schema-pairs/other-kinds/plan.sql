DROP VIEW seen;
-- loses the rows of table gone
DROP TABLE gone;
-- loses the rows of table words
DROP TABLE words;
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TABLE "lockstep_new_odd "" name" (
  "a)b" TEXT DEFAULT '''',
  "select" INT,
  UNIQUE ("select")
);
INSERT OR ABORT INTO "lockstep_new_odd "" name" (rowid, "a)b", "select") SELECT rowid, "a)b", "select" FROM "odd "" name";
DROP TABLE "odd "" name";
PRAGMA legacy_alter_table = ON;
ALTER TABLE "lockstep_new_odd "" name" RENAME TO "odd "" name";
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TABLE lockstep_new_pairs (
  a TEXT,
  b INT,
  c TEXT,
  PRIMARY KEY (b, a)
);
INSERT OR ABORT INTO lockstep_new_pairs (a, b) SELECT a, b FROM pairs;
DROP TABLE pairs;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_pairs RENAME TO pairs;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
CREATE TABLE seen (
  one INT
);
CREATE VIRTUAL TABLE words USING fts5(title, body);
