DROP TRIGGER note;
DROP TRIGGER tell;
DROP VIEW richest;
DROP VIEW rich;
DROP INDEX parents_amount;
DROP INDEX parents_name;
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TABLE lockstep_new_bare (
  b TEXT,
  a TEXT NOT NULL,
  c INT
) STRICT;
INSERT OR ABORT INTO lockstep_new_bare (rowid, b, a) SELECT rowid, b, a FROM bare;
DROP TABLE bare;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_bare RENAME TO bare;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TABLE lockstep_new_children (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  parent_id INT NOT NULL,
  note TEXT,
  UNIQUE (note),
  FOREIGN KEY (parent_id) REFERENCES parents (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED
);
INSERT OR ABORT INTO lockstep_new_children (id, parent_id, note) SELECT id, parent_id, note FROM children;
DELETE FROM sqlite_sequence WHERE name = 'lockstep_new_children';
INSERT INTO sqlite_sequence (name, seq) SELECT 'lockstep_new_children', seq FROM sqlite_sequence WHERE name = 'children';
DROP TABLE children;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_children RENAME TO children;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TABLE lockstep_new_log (
  line TEXT,
  at TEXT DEFAULT CURRENT_TIMESTAMP
);
INSERT OR ABORT INTO lockstep_new_log (rowid, line) SELECT rowid, line FROM log;
DROP TABLE log;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_log RENAME TO log;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TEMP TABLE lockstep_guard (foreign_keys_are_off CHECK (foreign_keys_are_off = 0));
INSERT INTO temp.lockstep_guard (foreign_keys_are_off) SELECT foreign_keys FROM pragma_foreign_keys;
DROP TABLE temp.lockstep_guard;
CREATE TABLE lockstep_new_parents (
  amount INT DEFAULT 0 NOT NULL,
  id INTEGER PRIMARY KEY,
  name TEXT COLLATE NOCASE,
  doubled GENERATED ALWAYS AS (amount * 2) VIRTUAL,
  CHECK (name <> '')
);
INSERT OR ABORT INTO lockstep_new_parents (amount, id, name) SELECT amount, id, name FROM parents;
DROP TABLE parents;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_parents RENAME TO parents;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
CREATE INDEX parents_amount ON parents (amount) WHERE amount > 0;
CREATE INDEX parents_name ON parents (name DESC);
CREATE VIEW rich AS SELECT id, name FROM parents WHERE amount > 30;
CREATE VIEW richest AS SELECT max(id) AS id FROM rich;
CREATE TRIGGER note AFTER INSERT ON log BEGIN UPDATE parents SET amount = 0 WHERE name = new.line; END;
CREATE TRIGGER tell AFTER DELETE ON parents BEGIN INSERT INTO log (line) VALUES (old.name); END;
