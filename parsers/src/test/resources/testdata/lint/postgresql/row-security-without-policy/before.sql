CREATE TABLE a (id integer);
CREATE TABLE b (id integer);
CREATE TABLE c (id integer);
CREATE TABLE d (id integer);
ALTER TABLE d ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON b USING (true);
