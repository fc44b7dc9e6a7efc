-- loses the values of column notes.old_text
ALTER TABLE notes DROP COLUMN old_text;
ALTER TABLE notes ADD COLUMN stars INT DEFAULT 0 NOT NULL;
ALTER TABLE notes ADD COLUMN user_id INT CHECK (stars >= 0) REFERENCES users ON DELETE SET NULL;
CREATE TABLE users (
  id INTEGER PRIMARY KEY
);
