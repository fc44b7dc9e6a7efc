DROP INDEX orders_note;
DROP INDEX CONCURRENTLY orders_note;
CREATE TABLE fresh (id int PRIMARY KEY);
CREATE INDEX fresh_id ON fresh (id);
DROP INDEX fresh_id;
DROP INDEX IF EXISTS unknown;
DROP TABLE x;
