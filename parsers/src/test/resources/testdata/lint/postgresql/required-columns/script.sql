CREATE TABLE a (id int);
CREATE TABLE b (id int, created_at timestamptz);
ALTER TABLE b ADD COLUMN updated_at timestamptz;
CREATE TEMP TABLE c (x int);
CREATE TABLE d (LIKE b);
