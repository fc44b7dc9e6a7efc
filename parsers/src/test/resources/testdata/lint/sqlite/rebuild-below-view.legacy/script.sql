CREATE TABLE a_new (id INTEGER PRIMARY KEY, x TEXT NOT NULL);
INSERT INTO a_new SELECT id, x FROM a;
DROP TABLE a;
PRAGMA legacy_alter_table = ON;
ALTER TABLE a_new RENAME TO a;
PRAGMA legacy_alter_table = OFF;
