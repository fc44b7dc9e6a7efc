CREATE INDEX customer_note ON customer (note);
ALTER TABLE customer DROP COLUMN note;
VACUUM;
REINDEX customer_name;
CREATE TABLE fresh (id INTEGER PRIMARY KEY);
CREATE INDEX fresh_id ON fresh (id);
