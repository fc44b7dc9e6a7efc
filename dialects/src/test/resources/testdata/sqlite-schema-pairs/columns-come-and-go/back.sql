DROP INDEX notes_title;
-- loses the rows of table users
PRAGMA foreign_keys = OFF;
CREATE TEMP TABLE lockstep_guard (foreign_keys_are_off CHECK (foreign_keys_are_off = 0));
INSERT INTO temp.lockstep_guard (foreign_keys_are_off) SELECT foreign_keys FROM pragma_foreign_keys;
DROP TABLE temp.lockstep_guard;
DROP TABLE users;
-- loses the values of column notes.stars
-- loses the values of column notes.user_id
PRAGMA foreign_keys = OFF;
SAVEPOINT lockstep_rebuild;
CREATE TABLE lockstep_new_notes (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  old_text TEXT,
  kept INT DEFAULT 3
);
INSERT OR ABORT INTO lockstep_new_notes (id, title, kept) SELECT id, title, kept FROM notes;
DROP TABLE notes;
PRAGMA legacy_alter_table = ON;
ALTER TABLE lockstep_new_notes RENAME TO notes;
PRAGMA legacy_alter_table = OFF;
RELEASE lockstep_rebuild;
CREATE INDEX notes_title ON notes (title);
