CREATE TABLE t (id int PRIMARY KEY, a json, b jsonb);
ALTER TABLE t ADD COLUMN c json;
