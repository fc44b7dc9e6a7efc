CREATE TABLE a (
  id INTEGER PRIMARY KEY,
  b_id INT,
  FOREIGN KEY (b_id) REFERENCES b
);
CREATE TABLE b (
  id INTEGER PRIMARY KEY,
  a_id INT,
  FOREIGN KEY (a_id) REFERENCES a
);
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TEMP TABLE lockstep_guard (foreign_keys_are_off CHECK (foreign_keys_are_off = 0));
INSERT INTO temp.lockstep_guard (foreign_keys_are_off) SELECT foreign_keys FROM pragma_foreign_keys;
DROP TABLE temp.lockstep_guard;
CREATE TABLE lockstep_new_eggs (
  id INTEGER PRIMARY KEY,
  hen_id INT NOT NULL,
  FOREIGN KEY (hen_id) REFERENCES hens ON DELETE CASCADE
);
INSERT OR ABORT INTO lockstep_new_eggs (id, hen_id) SELECT id, hen_id FROM eggs;
DROP TABLE eggs;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_eggs RENAME TO eggs;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TEMP TABLE lockstep_guard (foreign_keys_are_off CHECK (foreign_keys_are_off = 0));
INSERT INTO temp.lockstep_guard (foreign_keys_are_off) SELECT foreign_keys FROM pragma_foreign_keys;
DROP TABLE temp.lockstep_guard;
CREATE TABLE lockstep_new_hens (
  id INTEGER PRIMARY KEY,
  egg_id INT,
  name TEXT,
  FOREIGN KEY (egg_id) REFERENCES eggs ON DELETE SET NULL
);
INSERT OR ABORT INTO lockstep_new_hens (id, egg_id) SELECT id, egg_id FROM hens;
DROP TABLE hens;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_hens RENAME TO hens;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
