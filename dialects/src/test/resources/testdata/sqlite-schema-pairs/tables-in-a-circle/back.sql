-- loses the rows of table a
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE lockstep_guard (foreign_keys_are_off CHECK (foreign_keys_are_off = 0));
INSERT INTO temp.lockstep_guard (foreign_keys_are_off) SELECT foreign_keys FROM pragma_foreign_keys;
DROP TABLE temp.lockstep_guard;
DROP TABLE a;
-- loses the rows of table b
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE lockstep_guard (foreign_keys_are_off CHECK (foreign_keys_are_off = 0));
INSERT INTO temp.lockstep_guard (foreign_keys_are_off) SELECT foreign_keys FROM pragma_foreign_keys;
DROP TABLE temp.lockstep_guard;
DROP TABLE b;
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TEMP TABLE lockstep_guard (foreign_keys_are_off CHECK (foreign_keys_are_off = 0));
INSERT INTO temp.lockstep_guard (foreign_keys_are_off) SELECT foreign_keys FROM pragma_foreign_keys;
DROP TABLE temp.lockstep_guard;
CREATE TABLE lockstep_new_eggs (
  id INTEGER PRIMARY KEY,
  hen_id INT,
  FOREIGN KEY (hen_id) REFERENCES hens ON DELETE CASCADE
);
INSERT OR ABORT INTO lockstep_new_eggs (id, hen_id) SELECT id, hen_id FROM eggs;
DROP TABLE eggs;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_eggs RENAME TO eggs;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
-- loses the values of column hens.name
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TEMP TABLE lockstep_guard (foreign_keys_are_off CHECK (foreign_keys_are_off = 0));
INSERT INTO temp.lockstep_guard (foreign_keys_are_off) SELECT foreign_keys FROM pragma_foreign_keys;
DROP TABLE temp.lockstep_guard;
CREATE TABLE lockstep_new_hens (
  id INTEGER PRIMARY KEY,
  egg_id INT,
  FOREIGN KEY (egg_id) REFERENCES eggs
);
INSERT OR ABORT INTO lockstep_new_hens (id, egg_id) SELECT id, egg_id FROM hens;
DROP TABLE hens;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_hens RENAME TO hens;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
