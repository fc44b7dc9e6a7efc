CREATE TABLE logs (id bigint PRIMARY KEY, old text, body text, words int GENERATED ALWAYS AS (length(body)) STORED);
ALTER TABLE logs DROP COLUMN old;
ALTER TABLE partly_known ADD COLUMN note text;
