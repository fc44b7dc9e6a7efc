CREATE TABLE notes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, old_text TEXT, kept INT DEFAULT 3);
INSERT INTO notes VALUES (7, 'a', 'gone', 1), (9, 'b', 'gone', 2);
CREATE INDEX notes_title ON notes (title);
